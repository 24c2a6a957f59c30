using Dapper;
using Samjhadoo.Identity.Infrastructure;
using Samjhadoo.Mentoring.Application.Search;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Infrastructure;

namespace Samjhadoo.Mentoring.Tests.Search;

/// <summary>What mentees wait for reads by indexes, whatever is asked for and in whatever order.</summary>
public sealed class SearchPlanTests
{
    private const int Mentors = 2_000;
    private const long FirstId = 1_000_000_000;

    private ModuleHost _host = null!;

    [OneTimeSetUp]
    public async Task SeedAsync()
    {
        _host = await ModuleHost.StartAsync([new IdentityModule(), new WalletModule(), Academy.Module]);
        await Academy.Module.SeedMentorsAsync(_host.Services, FirstId, FirstId + Mentors - 1, CancellationToken.None);
        await using var connection = await _host.Database.OpenAsync();
        await connection.ExecuteAsync("vacuum analyze");
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [Test]
    public async Task Seeded_mentors_are_listed_once_with_hours_and_skills()
    {
        await Academy.Module.SeedMentorsAsync(_host.Services, FirstId, FirstId + 99, CancellationToken.None);

        await using var connection = await _host.Database.OpenAsync(Academy.Module);
        (await connection.ExecuteScalarAsync<int>("select count(*) from mentor_listings where cardinality(skill_ids) > 0 and cardinality(open_hours) > 0")).Should().Be(Mentors);
    }

    private static readonly MentorFilter[] Questions =
    [
        new(),
        new(Q: "system design"),
        new(Q: "pyhton engneer"),
        new(Skill: ["system-design"]),
        new(Language: ["hi"]),
        new(Q: "machine learning", Language: ["hi"], MaxRate: 700, MinRating: 4, Verified: true),
        new(MaxRate: 700, Verified: true),
        new(Community: "WOMAN", CommunityDiscount: true),
        Window(new()),
        Window(new(Q: "system design", Language: ["hi"], MaxRate: 700)),
        Window(new(Skill: ["python"])),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from question in Enumerable.Range(0, Questions.Length)
        from sort in new[] { "RELEVANCE", "RATING", "PRICE", "SESSIONS" }
        from goesOn in new[] { false, true }
        select new TestCaseData(question, sort, goesOn).SetArgDisplayNames(Questions[question].ToString()[13..], sort, goesOn ? "further on" : "first page");

    [TestCaseSource(nameof(Cases))]
    public async Task A_search_reads_no_table_from_end_to_end(int question, string sort, bool goesOn)
    {
        var filter = Questions[question];
        await using var connection = await _host.Database.OpenAsync(Academy.Module);
        // So few mentors fit on pages that are read whole whatever the indexes are; what must not be is a question without an index.
        await connection.ExecuteAsync("set enable_seqscan = off");

        var plan = string.Join('\n', await connection.QueryAsync<string>(
            $"explain {MentorSearchSql.Of(filter, sort, goesOn)}",
            new
            {
                filter.Q,
                Skills = filter.Skill,
                Languages = filter.Language,
                filter.MinRate,
                filter.MaxRate,
                filter.MinRating,
                filter.Verified,
                filter.Community,
                filter.CommunityDiscount,
                filter.FreeFrom,
                filter.FreeTo,
                Minutes = 30,
                OpenHours = new short[] { 12, 13, 14 },
                OpenDays = new[] { DateOnly.FromDateTime(DateTime.UtcNow) },
                Now = DateTimeOffset.UtcNow,
                Key = 1m,
                Id = FirstId + 5,
                Limit = 21,
            }));

        foreach (var table in new[] { "mentor_listings", "mentor_profiles", "mentor_skills", "users", "bookings", "search_words", "availabilities" })
            plan.Should().NotContain($"Seq Scan on {table}");
    }

    [TestCase("select * from search_words where word % 'kubernets'")]
    [TestCase("select exists (select from search_words w where w.word >= 'kub' and w.word < 'kuc')")]
    [TestCase("select * from availability_rules where mentor_id = 1000000000 and day_of_week = 1")]
    [TestCase("select * from bookings b where b.mentor_id = 1 and b.status in ('HOLDING', 'REQUESTED', 'CONFIRMED') and b.buffered && tstzrange(now(), now() + interval '1 day')")]
    public async Task What_its_functions_ask_has_an_index_too(string sql)
    {
        await using var connection = await _host.Database.OpenAsync(Academy.Module);
        // An empty table is read whatever the indexes are.
        await connection.ExecuteAsync("set enable_seqscan = off");

        string.Join('\n', await connection.QueryAsync<string>($"explain {sql}")).Should().NotContain("Seq Scan");
    }

    private static MentorFilter Window(MentorFilter filter)
    {
        var from = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(1).AddHours(12.5), TimeSpan.Zero);
        return filter with { FreeFrom = from, FreeTo = from.AddHours(3) };
    }
}
