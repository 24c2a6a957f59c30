namespace Samjhadoo.Identity.Infrastructure.Passwords;

/// <summary>Section <c>Passwords</c>: what a hash costs. Hashes carry their cost, so raising it here rehashes at the next login.</summary>
internal sealed record PasswordOptions
{
    /// <summary>OWASP's minimum for Argon2id: 19 MiB, two passes, one lane.</summary>
    public static PasswordOptions Minimum { get; } = new();

    public int MemoryKib { get; set; } = 19 * 1024;

    public int Iterations { get; set; } = 2;

    public int Parallelism { get; set; } = 1;

    /// <summary>How many may wait for each core before the next is sent away.</summary>
    public int QueuePerCore { get; set; } = 64;

    public bool IsEnough => MemoryKib >= Minimum.MemoryKib && Iterations >= Minimum.Iterations && Parallelism >= Minimum.Parallelism;
}
