using System.Text.Json.Serialization;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>Writes the caller's note about a booking anew: the private one or the one for both. An empty text takes it away.</summary>
internal sealed record WriteNoteCommand(string Text) : ICommand<Done>
{
    [JsonIgnore]
    public long Id { get; init; }

    [JsonIgnore]
    public NoteKind Kind { get; init; }
}

internal sealed class WriteNoteValidator : AbstractValidator<WriteNoteCommand>
{
    public WriteNoteValidator() => RuleFor(command => command.Text).NotNull().MaximumLength(BookingNote.TextLength);
}

internal sealed class WriteNoteHandler(IBookings bookings, ICurrentUser caller, TimeProvider time) : ICommandHandler<WriteNoteCommand, Done>
{
    public async Task<Result<Done>> Handle(WriteNoteCommand command, CancellationToken cancellationToken)
    {
        // The lock makes two first notes wait for each other.
        if (await bookings.LockAsync(command.Id, cancellationToken) is not { } booking || booking.SideOf(caller.Id) is null)
            return BookingErrors.NotFound;
        var note = await bookings.FindNoteAsync(booking.Id, caller.Id, command.Kind, cancellationToken);
        if (string.IsNullOrWhiteSpace(command.Text))
        {
            if (note is not null)
                bookings.Remove(note);
        }
        else if (note is null)
        {
            bookings.Add(new BookingNote(booking.Id, caller.Id, command.Kind, command.Text, time.GetUtcNow()));
        }
        else
        {
            note.Rewrite(command.Text, time.GetUtcNow());
        }

        return Done.Value;
    }
}
