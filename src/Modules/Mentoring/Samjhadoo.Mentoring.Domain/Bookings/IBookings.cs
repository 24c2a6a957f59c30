namespace Samjhadoo.Mentoring.Domain.Bookings;

internal interface IBookings
{
    void Add(Booking booking);

    /// <summary>The booking with its row locked until the command ends.</summary>
    Task<Booking?> LockAsync(long id, CancellationToken cancellationToken);

    /// <summary>The booking as it stands, not for changes.</summary>
    Task<Booking?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>What an earlier run of the same request opened, not for changes.</summary>
    Task<Booking?> FindByRequestAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Starts of the mentor's sessions in that time that take place or took place, without that booking.</summary>
    Task<IReadOnlyList<DateTimeOffset>> StartsAsync(long mentorId, DateTimeOffset from, DateTimeOffset until, long? without, CancellationToken cancellationToken);

    /// <summary>Ids of the user's open bookings, on either side.</summary>
    Task<IReadOnlyList<long>> OpenOfAsync(long userId, CancellationToken cancellationToken);

    Task<BookingNote?> FindNoteAsync(long bookingId, long authorId, NoteKind kind, CancellationToken cancellationToken);

    void Add(BookingNote note);

    void Remove(BookingNote note);

    /// <summary>Bookings the sweep has something to do for, the longest due first.</summary>
    Task<IReadOnlyList<long>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);
}
