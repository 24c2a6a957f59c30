using Dapper;
using FluentValidation;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Application.Json;
using Samjhadoo.Shared.Application.Paging;
using Samjhadoo.Shared.Application.Persistence;
using Samjhadoo.Shared.Application.Pipeline;
using Samjhadoo.Shared.Application.Users;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Application.Bookings;

/// <summary>The caller's bookings on either side, latest start first.</summary>
internal sealed record ListBookingsQuery(string? Side, string? Status, PageRequest Page) : IQuery<Page<BookingSummary>>;

internal sealed record BookingSummary(
    long Id,
    long MentorId,
    string MentorName,
    long MenteeId,
    string MenteeName,
    string Status,
    string Urgency,
    DateTimeOffset StartAt,
    DateTimeOffset EndAt,
    Money Price,
    Money? Charge,
    DateTimeOffset AnswerBy,
    DateTimeOffset CreatedAt);

internal sealed class ListBookingsValidator : AbstractValidator<ListBookingsQuery>
{
    public ListBookingsValidator()
    {
        RuleFor(query => query.Side).OneOf([Words.Of(BookingSide.Mentee), Words.Of(BookingSide.Mentor)]);
        RuleFor(query => query.Status).OneOf(Words.All(typeof(BookingStatus)));
    }
}

internal sealed class ListBookingsHandler(IReadDatabase database, ICurrentUser caller) : IQueryHandler<ListBookingsQuery, Page<BookingSummary>>
{
    // What never became a request is not the mentor's to see.
    private const string Sql =
        """
        -- ListBookings
        with mine as (
            (select id, mentor_id, mentee_id, status, urgency, start_at, end_at, price, charge, answer_by, created_at
             from bookings
             where mentee_id = @callerId and @asMentee and (@status::text is null or status = @status)
                 and (@at::timestamptz is null or (start_at, id) < (@at, @id))
             order by start_at desc, id desc
             limit @limit)
            union all
            (select id, mentor_id, mentee_id, status, urgency, start_at, end_at, price, charge, answer_by, created_at
             from bookings
             where mentor_id = @callerId and @asMentor and (@status::text is null or status = @status) and status not in ('HOLDING', 'DROPPED')
                 and (@at::timestamptz is null or (start_at, id) < (@at, @id))
             order by start_at desc, id desc
             limit @limit)
        )
        select m.id, m.mentor_id, coalesce(mentor.name, mentor.username) as mentor_name, m.mentee_id, coalesce(mentee.name, mentee.username) as mentee_name,
               m.status, m.urgency, m.start_at, m.end_at, m.price, m.charge, m.answer_by, m.created_at
        from mine m
        join users mentor on mentor.id = m.mentor_id
        join users mentee on mentee.id = m.mentee_id
        order by m.start_at desc, m.id desc
        limit @limit
        """;

    public async Task<Result<Page<BookingSummary>>> Handle(ListBookingsQuery query, CancellationToken cancellationToken)
    {
        if (!Cursor.TryDecode<TimeCursor>(query.Page.Cursor, out var after))
            return RequestErrors.BadCursor;
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<BookingSummary>(new CommandDefinition(
            Sql,
            new
            {
                callerId = caller.Id,
                asMentee = query.Side != Words.Of(BookingSide.Mentor),
                asMentor = query.Side != Words.Of(BookingSide.Mentee),
                status = query.Status,
                at = after?.At,
                id = after?.Id,
                limit = query.Page.Size + 1,
            },
            cancellationToken: cancellationToken));
        return Page<BookingSummary>.Of(rows.AsList(), query.Page.Size, row => new TimeCursor(row.StartAt, row.Id));
    }
}
