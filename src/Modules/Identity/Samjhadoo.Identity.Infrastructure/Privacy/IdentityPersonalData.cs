using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using Samjhadoo.Shared.Contracts;

namespace Samjhadoo.Identity.Infrastructure.Privacy;

/// <summary>
/// Identity's part of export and erasure. What stays after erasure are ids, codes and times: the security events, the consent
/// ledger, the blanked user.
/// </summary>
internal sealed class IdentityPersonalData(NpgsqlDataSource database) : IPersonalData
{
    private const string Export =
        """
        -- Identity.Export
        select jsonb_build_object(
            'profile', (
                select jsonb_build_object(
                    'id', id, 'username', username, 'email', email, 'name', name, 'avatarUrl', avatar_url, 'role', role,
                    'timeZone', time_zone, 'language', language, 'community', community, 'communityVerified', community_verified,
                    'city', city, 'mfaEnabled', mfa_enabled, 'createdAt', created_at, 'emailVerifiedAt', email_verified_at,
                    'suspendedAt', suspended_at, 'suspensionReason', suspension_reason)
                from users
                where id = @userId),
            'sessions', (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'ipAddress', ip_address, 'userAgent', user_agent, 'createdAt', created_at, 'lastUsedAt', last_used_at,
                    'revokedAt', revoked_at) order by created_at), '[]')
                from sessions
                where user_id = @userId),
            'securityLog', (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'kind', event.kind, 'occurredAt', event.occurred_at, 'ipAddress', detail.ip_address,
                    'userAgent', detail.user_agent, 'reason', detail.reason) order by event.occurred_at), '[]')
                from security_events as event
                left join security_event_details as detail on detail.event_id = event.id
                where event.user_id = @userId),
            'consents', (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'purpose', purpose, 'version', version, 'granted', granted, 'recordedAt', recorded_at) order by recorded_at), '[]')
                from consent_records
                where user_id = @userId),
            'mails', (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'template', template, 'arguments', arguments, 'createdAt', created_at, 'sentAt', sent_at) order by created_at), '[]')
                from mail_messages
                where user_id = @userId)
        )::text
        """;

    private const string Erase =
        """
        -- Identity.Erase
        delete from security_event_details where user_id = @userId;
        delete from mail_messages where user_id = @userId;
        delete from data_exports where user_id = @userId;
        delete from authenticators where user_id = @userId;
        update sessions set ip_address = null, user_agent = null where user_id = @userId;
        """;

    public string Module => "identity";

    public async Task<JsonNode?> ExportAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return JsonNode.Parse((await connection.ExecuteScalarAsync<string>(new CommandDefinition(Export, new { userId }, cancellationToken: cancellationToken)))!);
    }

    public async Task EraseAsync(long userId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Erase, new { userId }, cancellationToken: cancellationToken));
    }
}
