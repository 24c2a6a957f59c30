using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Mails;

namespace Samjhadoo.Identity.Infrastructure.Persistence.Configurations;

internal sealed class MailMessageConfiguration : IEntityTypeConfiguration<MailMessage>
{
    public void Configure(EntityTypeBuilder<MailMessage> mail)
    {
        mail.ToTable("mail_messages");
        mail.Property(row => row.Template).HasMaxLength(60);
        mail.Property(row => row.Arguments)
            .HasColumnType("jsonb")
            .HasConversion(
                arguments => JsonSerializer.Serialize(arguments, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, JsonSerializerOptions.Default)!,
                new ValueComparer<IReadOnlyDictionary<string, string>>((left, right) => ReferenceEquals(left, right), arguments => arguments.Count));
        mail.Property(row => row.DueAt).HasDefaultValueSql("clock_timestamp()");
        mail.HasIndex(row => row.DueAt).HasDatabaseName("ix_mail_messages_due").HasFilter("sent_at is null and failed_at is null");

        // No foreign key: a mail to an unknown address is queued to nobody, as slowly as one to somebody.
        mail.HasIndex(row => row.UserId).HasDatabaseName("ix_mail_messages_user");
    }
}
