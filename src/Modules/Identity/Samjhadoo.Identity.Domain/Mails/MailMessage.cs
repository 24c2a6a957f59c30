namespace Samjhadoo.Identity.Domain.Mails;

/// <summary>A mail to a user, rendered in the user's language and sent to the user's address when its time comes.</summary>
internal sealed class MailMessage
{
    private MailMessage()
    {
    }

    public MailMessage(long userId, string template, IReadOnlyDictionary<string, string> arguments, byte[]? sealedSecret, DateTimeOffset now)
    {
        UserId = userId;
        Template = template;
        Arguments = arguments;
        SealedSecret = sealedSecret;
        CreatedAt = now;
    }

    public long Id { get; private set; }

    public long UserId { get; private set; }

    public string Template { get; private set; } = "";

    public IReadOnlyDictionary<string, string> Arguments { get; private set; } = new Dictionary<string, string>();

    /// <summary>The token of the mail's link, encrypted; forgotten once sent.</summary>
    public byte[]? SealedSecret { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>By the database's clock, which also counts the back-off.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? FailedAt { get; private set; }
}
