using Microsoft.EntityFrameworkCore;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>A row of <c>outbox_messages</c> as EF Core inserts it; everything else about it is SQL.</summary>
internal sealed class OutboxMessage
{
    public long Id { get; private set; }

    public required Guid MessageId { get; init; }

    public required string Name { get; init; }

    public required string Aggregate { get; init; }

    public required long Sequence { get; init; }

    public required string Payload { get; init; }

    public required string? TraceParent { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<OutboxMessage>(message =>
    {
        message.ToTable("outbox_messages", table => table.ExcludeFromMigrations());
        message.Property(row => row.Id).UseIdentityAlwaysColumn();
    });
}
