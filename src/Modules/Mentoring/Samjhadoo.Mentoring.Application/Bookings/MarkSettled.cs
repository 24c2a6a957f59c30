using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The wallet has done what the booking's end asked of it.</summary>
internal sealed record MarkSettledCommand(long Id, WalletAsk Ask, Money Earned) : ICommand<Done>;

internal sealed class MarkSettledHandler(IBookings bookings) : ICommandHandler<MarkSettledCommand, Done>
{
    public async Task<Result<Done>> Handle(MarkSettledCommand command, CancellationToken cancellationToken)
    {
        (await bookings.LockAsync(command.Id, cancellationToken))!.MarkSettled(command.Ask, command.Earned);
        return Done.Value;
    }
}
