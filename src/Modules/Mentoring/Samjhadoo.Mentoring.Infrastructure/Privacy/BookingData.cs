using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Shared.Domain;

namespace Samjhadoo.Mentoring.Infrastructure.Privacy;

/// <summary>
/// A user's bookings, notes, reviews and calendar. Who booked whom, when and for how much stays, as the books ask; what was
/// written goes. A rating stays without its words, since the mentor's mean is made of it.
/// </summary>
internal sealed class BookingData(NpgsqlDataSource database, IBookings bookings) : IPersonalData
{
    public string Module => "bookings";

    public IReadOnlyList<Error> Obstacles => [BookingErrors.OpenBookings];

    public async Task<Error?> FindObstacleAsync(long userId, CancellationToken cancellationToken) =>
        (await bookings.OpenOfAsync(userId, cancellationToken)).Count > 0 ? BookingErrors.OpenBookings : null;

    public async Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var export = await connection.QuerySingleAsync<string>(new CommandDefinition(
            """
            -- ExportBookings
            select json_build_object(
                'bookings', coalesce(
                    (select json_agg(json_build_object(
                         'id', b.id, 'mentorId', b.mentor_id, 'menteeId', b.mentee_id, 'status', b.status, 'startAt', b.start_at, 'endAt', b.end_at,
                         'price', b.price, 'charge', b.charge, 'topic', case when b.mentee_id = @userId then b.topic end, 'createdAt', b.created_at)
                         order by b.created_at, b.id)
                     from bookings b
                     where b.mentee_id = @userId or b.mentor_id = @userId), '[]'),
                'notes', coalesce(
                    (select json_agg(json_build_object('bookingId', n.booking_id, 'kind', n.kind, 'text', n.text) order by n.booking_id, n.kind)
                     from booking_notes n
                     where n.author_id = @userId), '[]'),
                'reviews', coalesce(
                    (select json_agg(json_build_object(
                         'id', r.id, 'mentorId', r.mentor_id, 'rating', r.rating, 'text', r.text, 'createdAt', r.created_at) order by r.created_at, r.id)
                     from reviews r
                     where r.mentee_id = @userId), '[]'),
                'replies', coalesce(
                    (select json_agg(json_build_object('reviewId', r.id, 'text', r.reply) order by r.id)
                     from reviews r
                     where r.mentor_id = @userId and r.reply is not null), '[]'),
                'reports', coalesce(
                    (select json_agg(json_build_object('reviewId', p.review_id, 'reason', p.reason) order by p.review_id)
                     from review_reports p
                     where p.reporter_id = @userId), '[]'),
                'promoCodes', coalesce(
                    (select json_agg(json_build_object('bookingId', p.booking_id, 'code', c.code) order by p.booking_id)
                     from promo_redemptions p
                     join promo_codes c on c.id = p.promo_code_id
                     where p.user_id = @userId), '[]'))::text
            """,
            new { userId },
            cancellationToken: cancellationToken));
        return JsonNode.Parse(export);
    }

    public async Task EraseAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- EraseBookings
            delete from booking_notes where author_id = @userId;
            delete from calendar_feeds where user_id = @userId;
            update bookings set topic = null where mentee_id = @userId and topic is not null;
            update bookings set meeting_link = null where mentor_id = @userId and meeting_link is not null;
            update bookings
            set reason = null
            where reason is not null and (mentee_id = @userId and closed_by = 'MENTEE' or mentor_id = @userId and closed_by = 'MENTOR');
            update reviews set text = '' where mentee_id = @userId and text <> '';
            update reviews set reply = null, replied_at = null where mentor_id = @userId and reply is not null;
            update review_reports set reason = '' where reporter_id = @userId and reason <> '';
            """,
            new { userId },
            cancellationToken: cancellationToken));
    }
}
