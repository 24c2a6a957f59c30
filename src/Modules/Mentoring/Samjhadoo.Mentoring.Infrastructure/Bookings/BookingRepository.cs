using Microsoft.EntityFrameworkCore;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Infrastructure.Persistence;

namespace Samjhadoo.Mentoring.Infrastructure.Bookings;

internal sealed class BookingRepository(MentoringDbContext database) : IBookings
{
    public void Add(Booking booking) => database.Add(booking);

    public async Task<Booking?> LockAsync(long id, CancellationToken cancellationToken) =>
        (await database.Set<Booking>().FromSql($"select * from mentoring.bookings where id = {id} for no key update").ToListAsync(cancellationToken)).SingleOrDefault();

    public Task<Booking?> FindAsync(long id, CancellationToken cancellationToken) =>
        database.Set<Booking>().AsNoTracking().SingleOrDefaultAsync(booking => booking.Id == id, cancellationToken);

    public Task<Booking?> FindByRequestAsync(string reference, CancellationToken cancellationToken) =>
        database.Set<Booking>().AsNoTracking().SingleOrDefaultAsync(booking => booking.RequestReference == reference, cancellationToken);

    public async Task<IReadOnlyList<DateTimeOffset>> StartsAsync(
        long mentorId, DateTimeOffset from, DateTimeOffset until, long? without, CancellationToken cancellationToken) =>
        await database.Set<Booking>()
            .Where(booking => booking.MentorId == mentorId && booking.StartAt >= from && booking.StartAt <= until && booking.Id != without)
            .Where(booking => booking.Status == BookingStatus.Holding || booking.Status == BookingStatus.Requested || booking.Status == BookingStatus.Confirmed
                || booking.Status == BookingStatus.Completed)
            .Select(booking => booking.StartAt)
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<long>> OpenOfAsync(long userId, CancellationToken cancellationToken) =>
        await database.Set<Booking>()
            .Where(booking => booking.MenteeId == userId || booking.MentorId == userId)
            .Where(booking => booking.Status == BookingStatus.Holding || booking.Status == BookingStatus.Requested || booking.Status == BookingStatus.Confirmed)
            .Select(booking => booking.Id)
            .ToListAsync(cancellationToken);

    public Task<BookingNote?> FindNoteAsync(long bookingId, long authorId, NoteKind kind, CancellationToken cancellationToken) =>
        database.Set<BookingNote>().SingleOrDefaultAsync(note => note.BookingId == bookingId && note.AuthorId == authorId && note.Kind == kind, cancellationToken);

    public void Add(BookingNote note) => database.Add(note);

    public void Remove(BookingNote note) => database.Remove(note);

    public async Task<IReadOnlyList<long>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        await database.Set<Booking>()
            .Where(booking => booking.DueAt <= now)
            .OrderBy(booking => booking.DueAt)
            .Take(limit)
            .Select(booking => booking.Id)
            .ToListAsync(cancellationToken);
}
