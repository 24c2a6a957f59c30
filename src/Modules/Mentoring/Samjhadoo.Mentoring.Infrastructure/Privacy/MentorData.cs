using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Mentoring.Infrastructure.Privacy;

/// <summary>What a mentor said of himself, his hours and his evidence. His row stays without words, since bookings refer to it.</summary>
internal sealed class MentorData(NpgsqlDataSource database) : IPersonalData
{
    public string Module => "mentoring";

    public async Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var export = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            """
            -- ExportMentor
            select json_build_object(
                'profile', json_build_object(
                    'headline', p.headline, 'bio', p.bio, 'expertise', p.expertise, 'hourlyRate', p.hourly_rate, 'languages', p.languages,
                    'communityDiscount', p.community_discount, 'isVerified', p.is_verified, 'rating', p.rating, 'totalSessions', p.total_sessions,
                    'pausedAt', p.paused_at, 'createdAt', p.created_at,
                    'skills', coalesce(
                        (select json_agg(k.slug order by k.slug) from mentor_skills ms join skills k on k.id = ms.skill_id where ms.mentor_id = p.user_id), '[]')),
                'availability', (
                    select json_build_object(
                        'timeZone', a.time_zone, 'bufferBefore', a.buffer_before, 'bufferAfter', a.buffer_after, 'minimumNotice', a.minimum_notice,
                        'windowDays', a.window_days, 'dailyCap', a.daily_cap,
                        'weekly', coalesce(
                            (select json_agg(json_build_object('day', r.day_of_week, 'fromMinute', r.starts_minute, 'toMinute', r.ends_minute)
                                 order by r.day_of_week, r.starts_minute)
                             from availability_rules r where r.mentor_id = a.mentor_id), '[]'),
                        'overrides', coalesce(
                            (select json_agg(json_build_object('date', o.day, 'fromMinute', o.starts_minute, 'toMinute', o.ends_minute) order by o.day, o.starts_minute)
                             from availability_overrides o where o.mentor_id = a.mentor_id), '[]'))
                    from availabilities a
                    where a.mentor_id = p.user_id),
                'verificationRequests', coalesce(
                    (select json_agg(json_build_object(
                         'status', v.status, 'evidenceLinks', v.evidence_links, 'note', v.note, 'reason', v.reason, 'createdAt', v.created_at) order by v.created_at, v.id)
                     from verification_requests v
                     where v.mentor_id = p.user_id), '[]'))::text
            from mentor_profiles p
            where p.user_id = @userId
            """,
            new { userId },
            cancellationToken: cancellationToken));
        return export is null ? null : JsonNode.Parse(export);
    }

    public async Task EraseAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var words = await connection.QueryAsync<string>(new CommandDefinition(
            "select lexeme from mentor_listings l, unnest(l.document) where l.mentor_id = @userId", new { userId }, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            -- EraseMentor
            delete from availability_rules where mentor_id = @userId;
            delete from availability_overrides where mentor_id = @userId;
            delete from mentor_skills where mentor_id = @userId;
            update verification_requests
            set evidence_links = '{}', note = null, reason = null
            where mentor_id = @userId and (evidence_links <> '{}' or note is not null or reason is not null);
            update mentor_profiles
            set headline = '', bio = null, expertise = null, languages = '{}', is_verified = false,
                paused_at = coalesce(paused_at, now()), role_granted_at = coalesce(role_granted_at, now()), version = version + 1, updated_at = now()
            where user_id = @userId and (headline <> '' or bio is not null or expertise is not null or paused_at is null);
            -- Words nobody else uses, such as a name.
            delete from search_words s
            where s.word = any (@words) and not exists (select from mentor_listings l where l.document @@ quote_literal(s.word)::tsquery);
            """,
            new { userId, words = words.ToArray() },
            transaction,
            cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
    }
}
