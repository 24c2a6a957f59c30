using Npgsql;

namespace Samjhadoo.Testing;

/// <summary>A mentor who can be booked at any hour from an hour ahead, made by SQL because the tests that need one are not about profiles.</summary>
public static class TestMentor
{
    /// <summary>Gives the user a profile and hours that never end.</summary>
    public static async Task MakeAsync(TestDatabase database, long userId, decimal hourlyRate = 800)
    {
        await using var connection = await database.OpenAsync();
        await TestReplica.CopyAsync(connection, "mentoring", userId);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("set search_path = mentoring, extensions"),
                new("insert into mentor_profiles (user_id, hourly_rate, headline, role_granted_at) values ($1, $2, 'Mentor', now()) on conflict (user_id) do nothing")
                {
                    Parameters = { new() { Value = userId }, new() { Value = hourlyRate } },
                },
                new("insert into availabilities (mentor_id, time_zone, minimum_notice) values ($1, 'Asia/Kolkata', 60) on conflict (mentor_id) do nothing")
                {
                    Parameters = { new() { Value = userId } },
                },
                new("insert into availability_rules (mentor_id, day_of_week, starts_minute, ends_minute) select $1, day, 0, 1440 from generate_series(1, 7) day on conflict do nothing")
                {
                    Parameters = { new() { Value = userId } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync();
    }
}
