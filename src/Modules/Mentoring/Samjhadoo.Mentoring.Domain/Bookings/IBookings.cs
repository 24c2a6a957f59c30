namespace Samjhadoo.Mentoring.Domain.Bookings;

internal interface IBookings
{
    void Add(Booking booking);

    /// <summary>The booking with its row locked until the command ends.</summary>
    Task<Booking?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>What an earlier run of the same request opened.</summary>
    Task<Booking?> FindByRequestAsync(string reference, CancellationToken cancellationToken);

    Task<BookingNote?> FindNoteAsync(long bookingId, long authorId, NoteKind kind, CancellationToken cancellationToken);

    void Add(BookingNote note);

    void Remove(BookingNote note);

    /// <summary>Bookings the sweep has something to do for, the longest due first.</summary>
    Task<IReadOnlyList<DueBooking>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}

/// <summary>A booking that is due.</summary>
internal sealed record DueBooking(long Id, BookingStatus Status, WalletAsk? Ask);
