using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Shared.Infrastructure.Http;
using Samjhadoo.Shared.Infrastructure.Security;

namespace Samjhadoo.Shared.Infrastructure.Messaging;

/// <summary>An event that a consumer gave up on. Its content is not shown: it may hold personal data.</summary>
/// <param name="Id">Names it for the replay.</param>
/// <param name="Module">Whose consumer it is.</param>
/// <param name="Consumer">Who could not handle it, e.g. <c>wallet.open_wallet</c>.</param>
/// <param name="Event">The event's name, or null when it could not be read.</param>
/// <param name="MessageId">The event's own id, the same in logs and traces.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">What went wrong at last.</param>
/// <param name="FailedAt">When it was given up.</param>
/// <param name="ReplayedAt">When an admin had it tried again, or null.</param>
internal sealed record FailedMessageResponse(
    Guid Id, string Module, string Consumer, string? Event, Guid MessageId, int Attempts, string Error, DateTimeOffset FailedAt, DateTimeOffset? ReplayedAt);

/// <summary>The error queues of all modules as one.</summary>
internal interface IFailedMessages
{
    /// <summary>What waits in the error queue, newest first.</summary>
    Task<Result<Page<FailedMessageResponse>>> ListAsync(PageRequest page, CancellationToken cancellationToken);

    /// <summary>Has the message tried again, with as many attempts as a new one. Repeatable.</summary>
    Task<Result<FailedMessageResponse>> ReplayAsync(Guid id, CancellationToken cancellationToken);
}

internal static class MessageErrors
{
    public static readonly Error NotFound = new("message.not_found", ErrorKind.NotFound);
    public static readonly Error Unreadable = new("message.unreadable", ErrorKind.Rule);
}

internal sealed class FailedMessages(MessageStores stores, OutboxSignal signal) : IFailedMessages
{
    public async Task<Result<Page<FailedMessageResponse>>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<FailedCursor>(page.Cursor, out var after))
            return RequestErrors.BadCursor;
        var rows = new List<FailedMessageResponse>();
        foreach (var (module, store) in stores.All)
            rows.AddRange(await store.ListFailedAsync(module, after ?? FailedCursor.Newest, page.Size + 1, cancellationToken));
        return Page<FailedMessageResponse>.Of(
            [.. rows.OrderByDescending(row => row.FailedAt).ThenByDescending(row => row.Id).Take(page.Size + 1)],
            page.Size,
            row => new FailedCursor(row.FailedAt, row.Id));
    }

    public async Task<Result<FailedMessageResponse>> ReplayAsync(Guid id, CancellationToken cancellationToken)
    {
        foreach (var (module, store) in stores.All)
        {
            if (await store.FindFailedAsync(module, id, cancellationToken) is not { } failed)
                continue;
            if (failed.Event is null)
                return MessageErrors.Unreadable;
            await store.ReplayAsync(id, cancellationToken);
            signal.WakeDeliveries(module);
            return (await store.FindFailedAsync(module, id, cancellationToken))!;
        }

        return MessageErrors.NotFound;
    }
}

/// <summary>Where a page of the error queue starts.</summary>
internal sealed record FailedCursor(DateTimeOffset At, Guid Id)
{
    public static FailedCursor Newest { get; } = new(DateTimeOffset.MaxValue, Guid.AllBitsSet);
}

internal static class FailedMessageEndpoints
{
    public static void MapFailedMessages(this IEndpointRouteBuilder api)
    {
        var failed = api.MapGroup("/admin/failed-messages").WithTags("Administration").RequireAuthorization(Policies.Admin);
        failed.MapGet("", ([AsParameters] PageRequest page, IFailedMessages messages, CancellationToken ct) => messages.ListAsync(page, ct).ToOk())
            .WithName("listFailedMessages").WithSummary("Events that a consumer gave up on, newest first");
        failed.MapPost("/{id}/replay", (Guid id, IFailedMessages messages, CancellationToken ct) => messages.ReplayAsync(id, ct).ToAccepted())
            .WithName("replayFailedMessage").WithSummary("Have an event tried again that a consumer gave up on")
            .Refuses(MessageErrors.NotFound, MessageErrors.Unreadable).IgnoresIdempotencyKey();
    }
}
