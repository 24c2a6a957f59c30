using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Samjhadoo.Wallet.Domain.Webhooks;

namespace Samjhadoo.Wallet.Infrastructure.Persistence.Configurations;

internal sealed class WebhookEventConfiguration : IEntityTypeConfiguration<WebhookEvent>
{
    public void Configure(EntityTypeBuilder<WebhookEvent> received)
    {
        received.ToTable("webhook_events");
        received.Property(row => row.Gateway).HasMaxLength(20);
        received.Property(row => row.EventId).HasMaxLength(100);
        received.Property(row => row.Name).HasMaxLength(60);
        received.Property(row => row.Notice).HasColumnType("jsonb");
        received.Property(row => row.Outcome).HasMaxLength(40);
        received.Property<byte[]>("BodyHash").HasColumnName("body_hash").IsRequired();
        received.HasIndex(row => new { row.Gateway, row.EventId }).IsUnique().HasDatabaseName("ux_webhook_events_event");

        // The event's id is not signed, the body is: a replay under another id is a replay.
        received.HasIndex("Gateway", "BodyHash").IsUnique().HasDatabaseName("ux_webhook_events_body");
        received.HasIndex(row => row.DueAt).HasDatabaseName("ix_webhook_events_due").HasFilter("due_at is not null");
        received.HasIndex(row => row.ReceivedAt).HasDatabaseName("ix_webhook_events_received_at");
    }
}
