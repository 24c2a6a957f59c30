using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Identity.Domain.Mails;
using Samjhadoo.Identity.Domain.Users;

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
        mail.HasIndex(row => row.UserId).HasDatabaseName("ix_mail_messages_user");
        mail.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
