namespace Samjhadoo.Identity.Infrastructure.Mails;

/// <summary>Section <c>Mail</c> of the configuration.</summary>
internal sealed class MailOptions
{
    /// <summary>Where the web application answers: what links in mails start with.</summary>
    public Uri WebUrl { get; set; } = new("http://localhost:5080");

    public string FromName { get; set; } = "Samjhadoo";

    public string FromAddress { get; set; } = "support@samjhadoo.example";

    /// <summary>Mails are written into this folder where no SMTP server is configured.</summary>
    public string? Folder { get; set; }

    public SmtpOptions Smtp { get; set; } = new();
}

/// <summary>Section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>StartTls, Tls, or None for a relay on the same machine.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    public string? Username { get; set; }

    public string? Password { get; set; }
}

internal enum SmtpSecurity
{
    StartTls,
    Tls,
    None,
}
