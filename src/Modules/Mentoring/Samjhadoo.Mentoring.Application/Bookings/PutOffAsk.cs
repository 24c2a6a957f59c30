using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The wallet refused for now (say the mentor's wallet is full): it is asked again later, under another reference.</summary>
internal sealed record PutOffAskCommand(long Id, WalletAsk Ask, int Refusals) : ICommand<Done>;

internal sealed class PutOffAskHandler(IBookings bookings, TimeProvider time) : ICommandHandler<PutOffAskCommand, Done>
{
    public async Task<Result<Done>> Handle(PutOffAskCommand command, CancellationToken cancellationToken)
    {
        (await bookings.LockAsync(command.Id, cancellationToken))!.PutOff(command.Ask, command.Refusals, time.GetUtcNow());
        return Done.Value;
    }
}
