using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The mentor says where to meet, or with null that it is not settled.</summary>
internal sealed record SetMeetingLinkCommand(string? Link) : ICommand<BookingResponse>
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public int? ExpectedVersion { get; init; }
}

internal sealed class SetMeetingLinkValidator : AbstractValidator<SetMeetingLinkCommand>
{
    public SetMeetingLinkValidator() => RuleFor(command => command.Link).MaximumLength(MeetingLink.Length);
}

internal sealed class SetMeetingLinkHandler(IBookings bookings, ICurrentUser caller, TimeProvider time) : ICommandHandler<SetMeetingLinkCommand, BookingResponse>
{
    public async Task<Result<BookingResponse>> Handle(SetMeetingLinkCommand command, CancellationToken cancellationToken)
    {
        if (await bookings.LockAsync(command.Id, cancellationToken) is not { } booking || booking.SideOf(caller.Id) is not { } side)
            return BookingErrors.NotFound;
        if (booking.OutOfDate(command.ExpectedVersion) is { } outOfDate)
            return outOfDate;
        return booking.SetMeetingLink(side, command.Link, time.GetUtcNow()) is { } refusal ? refusal : BookingResponse.Of(booking);
    }
}
