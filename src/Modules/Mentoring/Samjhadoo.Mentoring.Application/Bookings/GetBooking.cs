using Dapper;
using Samjhadoo.Mentoring.Application.Pricing;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Mentoring.Domain.Pricing;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>A booking of the caller's with its price explained, and the notes that are his to read.</summary>
internal sealed record GetBookingQuery(long Id) : IQuery<BookingDetails>;

internal sealed record BookingDetails(BookingFacts Booking, PriceResponse Price, string? PrivateNote, IReadOnlyList<SessionNote> SessionNotes) : IVersioned
{
    public int Version => Booking.Version;
}

internal sealed record BookingFacts(
    long Id,
    long MentorId,
    string MentorName,
    long MenteeId,
    string MenteeName,
    string Status,
    string Urgency,
    string? Topic,
    DateTimeOffset StartAt,
    DateTimeOffset EndAt,
    DateTimeOffset AnswerBy,
    Money? Charge,
    bool IsSettled,
    string? ClosedBy,
    DateTimeOffset? ClosedAt,
    string? Reason,
    DateTimeOffset? MenteeDoneAt,
    DateTimeOffset? MentorDoneAt,
    int Reschedules,
    string? MeetingLink,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

internal sealed record SessionNote(long AuthorId, string Text, DateTimeOffset UpdatedAt);

internal sealed class GetBookingHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<GetBookingQuery, BookingDetails>
{
    private const string Sql =
        """
        -- GetBooking
        select b.id, b.mentor_id, coalesce(mentor.name, mentor.username) as mentor_name, b.mentee_id, coalesce(mentee.name, mentee.username) as mentee_name,
               b.status, b.urgency, b.topic, b.start_at, b.end_at, b.answer_by, b.charge, b.charge is not null and b.ask is null as is_settled,
               b.closed_by, b.closed_at, b.reason, b.mentee_done_at, b.mentor_done_at, b.reschedules, b.meeting_link, b.version, b.created_at, b.updated_at,
               s.hourly_rate, s.minutes, s.base, s.regional_percent, s.regional, s.community_percent, s.community, s.promotion, s.total,
               s.commission_percent, s.gst_percent
        from bookings b
        join price_snapshots s on s.booking_id = b.id
        join users mentor on mentor.id = b.mentor_id
        join users mentee on mentee.id = b.mentee_id
        where b.id = @Id and (b.mentee_id = @callerId or b.mentor_id = @callerId and b.status not in ('HOLDING', 'DROPPED'));

        select author_id, kind, text, updated_at
        from booking_notes
        where booking_id = @Id and (author_id = @callerId or kind = 'SESSION')
        order by updated_at, author_id;
        """;

    public async Task<Result<BookingDetails>> Handle(GetBookingQuery query, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var answer = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { query.Id, callerId = caller.Id }, cancellationToken: cancellationToken));
        var found = answer.Read<BookingFacts, Price, (BookingFacts Booking, Price Price)>((booking, price) => (booking, price), splitOn: "hourly_rate").SingleOrDefault();
        if (found.Booking is null)
            return BookingErrors.NotFound;
        var notes = (await answer.ReadAsync<NoteRow>()).ToList();
        return new BookingDetails(
            found.Booking,
            PriceResponse.Of(found.Price),
            notes.SingleOrDefault(note => note.Kind == "PRIVATE")?.Text,
            [.. notes.Where(note => note.Kind == "SESSION").Select(note => new SessionNote(note.AuthorId, note.Text, note.UpdatedAt))]);
    }

    private sealed record NoteRow(long AuthorId, string Kind, string Text, DateTimeOffset UpdatedAt);
}
