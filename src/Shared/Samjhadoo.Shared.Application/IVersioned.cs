namespace Samjhadoo.Shared.Application;

/// <summary>A response that shows the version of what it describes: the first half of its ETag, and what <c>If-Match</c> compares.</summary>
public interface IVersioned
{
    /// <summary>The aggregate's version.</summary>
    int Version { get; }
}
