using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Identity.Domain.Consents;

/// <summary>One line of the consent ledger: what a person agreed to or withdrew, and when. Append-only; the newest line counts.</summary>
internal sealed class ConsentRecord
{
    private ConsentRecord()
    {
    }

    public ConsentRecord(long userId, ConsentPurpose purpose, string version, bool granted, DateTimeOffset now)
    {
        UserId = userId;
        Purpose = purpose;
        Version = version;
        Granted = granted;
        RecordedAt = now;
    }

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public ConsentPurpose Purpose { get; private set; }

    /// <summary>The version of the text the person saw.</summary>
    public string Version { get; private set; } = "";

    public bool Granted { get; private set; }

    public DateTimeOffset RecordedAt { get; private set; }
}

/// <summary>What personal data is used for.</summary>
internal enum ConsentPurpose
{
    /// <summary>Running the account and what is booked with it.</summary>
    Service,

    /// <summary>News and offers by mail.</summary>
    Marketing,

    /// <summary>Measuring how the product is used.</summary>
    Analytics,

    /// <summary>Keeping the texts of conversations with the assistant.</summary>
    AiHistory,
}

/// <summary>The texts in force.</summary>
internal static class ConsentTexts
{
    public const int VersionLength = 20;

    private static readonly Dictionary<ConsentPurpose, string> Versions = new()
    {
        [ConsentPurpose.Service] = "2026-11",
        [ConsentPurpose.Marketing] = "2026-11",
        [ConsentPurpose.Analytics] = "2026-11",
        [ConsentPurpose.AiHistory] = "2026-11",
    };

    /// <summary>The version of the purpose's text that is shown today.</summary>
    public static string VersionOf(ConsentPurpose purpose) => Versions[purpose];

    /// <summary>The refusal of a word about a text that is not shown any more, or null.</summary>
    public static Error? RefusalOf(ConsentPurpose purpose, string version) =>
        version == VersionOf(purpose) ? null : IdentityErrors.ConsentTextOutdated.With("version", VersionOf(purpose));

    /// <summary>Without this purpose there is no account: it is withdrawn by erasing it.</summary>
    public static bool IsRequired(ConsentPurpose purpose) => purpose == ConsentPurpose.Service;
}
