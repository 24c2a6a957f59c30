using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Idempotency;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Shared.Tests.SampleModule;

internal sealed record CopyNoteFlow(string Title) : IFlow<CopyResponse>;

internal sealed record CopyResponse(long First, long Second, string Reference);

internal sealed class CopyNoteHandler(ISender sender, IRequestKey key) : IFlowHandler<CopyNoteFlow, CopyResponse>
{
    public async Task<Result<CopyResponse>> Handle(CopyNoteFlow flow, CancellationToken cancellationToken)
    {
        var first = await sender.SendAsync(new WriteNoteCommand(flow.Title, 1m), cancellationToken);
        if (first.IsFailure)
            return first.Error;
        if (flow.Title == "halfway")
            throw new InvalidOperationException("A crash between two steps.");
        var second = await sender.SendAsync(new WriteNoteCommand(flow.Title + " (copy)", 2m), cancellationToken);
        return second.IsFailure ? second.Error : new CopyResponse(first.Value.Id, second.Value.Id, key.Reference);
    }
}
