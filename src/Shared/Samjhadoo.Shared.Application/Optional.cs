using Samjhadoo.Shared.Application.Json;

namespace Samjhadoo.Shared.Application;

/// <summary>
/// A field of a JSON Merge Patch (RFC 7396): absent, or set to a value. <c>Optional&lt;string?&gt;</c> may be set to null,
/// which clears the field; <c>Optional&lt;string&gt;</c> refuses null.
/// </summary>
public readonly record struct Optional<T> : IOptional
{
    private readonly T? _value;

    /// <summary>Set to a value.</summary>
    public Optional(T value)
    {
        _value = value;
        IsSet = true;
    }

    /// <summary>True when the body had the field.</summary>
    public bool IsSet { get; }

    /// <summary>The value; asking for the one of an absent field is a bug.</summary>
    public T Value => IsSet ? _value! : throw new InvalidOperationException("The field is absent.");

    /// <summary>The value, or <paramref name="current"/> where the field is absent.</summary>
    public T Or(T current) => IsSet ? _value! : current;

    /// <summary>Set to a value.</summary>
    public static implicit operator Optional<T>(T value) => new(value);
}
