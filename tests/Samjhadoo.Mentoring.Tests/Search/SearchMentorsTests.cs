using System.Globalization;
using System.Text.Json;

namespace Samjhadoo.Mentoring.Tests.Search;

/// <summary>Each test looks for words of its own, so that it finds nobody else's mentors.</summary>
public sealed class SearchMentorsTests
{
    private static int _number;
    private Caller _asha = null!;

    [OneTimeSetUp]
    public async Task CreateAsync() => _asha = await Caller.CreateAsync();

    [Test]
    public async Task Name_headline_and_expertise_outweigh_the_bio_and_the_reasons_say_so()
    {
        var word = NewWord();
        var inBio = await Caller.MentorAsync(bio: $"Once I taught {word} as well");
        var inExpertise = await Caller.MentorAsync(expertise: $"Teaching, {word}");

        var found = await FindAsync($"q={word}");

        found.Select(Id).Should().Equal(inExpertise.Id, inBio.Id);
        Reasons(found[0]).Should().Equal("EXPERTISE");
        Reasons(found[1]).Should().Equal("BIO");
        found[0].GetProperty("reasons")[0].GetProperty("words")[0].GetString().Should().Be(word);
    }

    [Test]
    public async Task All_words_are_asked_for_and_little_words_for_nothing()
    {
        var (one, two) = (NewWord(), NewWord());
        var both = await Caller.MentorAsync(headline: $"{one} in {two}");
        await Caller.MentorAsync(headline: one);

        (await FindAsync($"q={one} for the {two}")).Select(Id).Should().Equal(both.Id);
    }

    [TestCase("Kubernetes", "kubernets")]
    [TestCase("Kubernetes", "Kubernates")]
    [TestCase("Photosynthesis", "fotosynthesis")]
    [TestCase("Bharatanatyam", "bharatnatyam")]
    [TestCase("मनोविज्ञान", "मनोविग्यान")]
    [TestCase("கால்நடை", "கால்னடை")]
    public async Task Typing_errors_are_forgiven(string headline, string typed)
    {
        var mentor = await Caller.MentorAsync(headline: headline);

        (await FindAsync($"q={Uri.EscapeDataString(typed)}")).Select(Id).Should().Contain(mentor.Id);
        await mentor.PostAsync("/mentors/me/pause");
    }

    [TestCase("C++ और C# सिखाता हूँ", "c++")]
    [TestCase("C++ और C# सिखाता हूँ", "C#")]
    [TestCase("C++ और C# सिखाता हूँ", "सिखाता")]
    [TestCase("क़ानून की पढ़ाई", "क\u093cानून")]
    [TestCase("শিক্ষক ও লেখক", "শিক্ষক")]
    [TestCase("தமிழ் ஆசிரியர்", "ஆசிரியர்")]
    [TestCase("తెలుగు ఉపాధ్యాయుడు", "ఉపాధ్యాయుడు")]
    [TestCase("കണക്ക് അധ്യാപകൻ", "അധ്യാപകൻ")]
    [TestCase("ਪੰਜਾਬੀ ਅਧਿਆਪਕ", "ਅਧਿਆਪਕ")]
    [TestCase("اردو استاد", "استاد")]
    [TestCase("क्\u200dयारी विशेषज्ञ", "क्यारी")]
    [TestCase("Node.js/Express-Meister", "meister")]
    public async Task Every_script_is_found_by_its_words(string headline, string typed)
    {
        var mentor = await Caller.MentorAsync(headline: headline);

        (await FindAsync($"limit=100&q={Uri.EscapeDataString(typed)}")).Select(Id).Should().Contain(mentor.Id);
        await mentor.PostAsync("/mentors/me/pause");
    }

    [Test]
    public async Task A_word_of_an_Indian_script_is_one_word()
    {
        // The default parser must not break words at vowel signs, whatever the database's locale is.
        (await Academy.ReadAsync<string>("select to_tsvector('simple', search_text('हिन्दी में सिस्टम डिज़ाइन'))::text"))
            .Should().Be("'डिज़ाइन':4 'में':2 'सिस्टम':3 'हिन्दी':1".Normalize(System.Text.NormalizationForm.FormKC));
    }

    [Test]
    public async Task A_beginning_is_enough()
    {
        var word = NewWord();
        var mentor = await Caller.MentorAsync(headline: word);

        (await FindAsync($"q={word[..^2]}")).Select(Id).Should().Contain(mentor.Id);
    }

    [Test]
    public async Task Filters_combine()
    {
        var word = NewWord();
        var wanted = await Caller.MentorAsync(headline: word, rate: 650, languages: ["hi", "en"], skills: ["system-design", "backend"]);
        await Caller.MentorAsync(headline: word, rate: 750, languages: ["hi", "en"], skills: ["system-design", "backend"]);
        await Caller.MentorAsync(headline: word, rate: 650, languages: ["en"], skills: ["system-design", "backend"]);
        await Caller.MentorAsync(headline: word, rate: 650, languages: ["hi", "en"], skills: ["backend"]);
        await RateAsync(wanted, 4.6m, 12, 60);

        (await FindAsync($"q={word}&skill=system-design&skill=backend&language=hi&maxRate=700")).Select(Id).Should().Equal(wanted.Id);
        (await FindAsync($"q={word}&minRating=4.5")).Select(Id).Should().Equal(wanted.Id);
        (await FindAsync($"q={word}&minRate=700")).Should().ContainSingle();
        (await FindAsync($"q={word}&verified=true")).Should().BeEmpty();
        (await FindAsync($"q={word}&skill=no-such-skill")).Should().BeEmpty();
        (await FindAsync($"q={word}&communityDiscount=false")).Should().BeEmpty();
        Reasons((await FindAsync($"q={word}&minRating=4.5"))[0]).Should().Equal("HEADLINE", "HIGHLY_RATED", "EXPERIENCED");
    }

    [Test]
    public async Task Only_a_verified_community_counts()
    {
        var word = NewWord();
        var verified = await Caller.MentorAsync(headline: word);
        var unverified = await Caller.MentorAsync(headline: word);
        await Academy.ExecuteAsync("update users set community = 'FARMER', community_verified = id = @Id where id = any (@both)", new { verified.Id, both = new[] { verified.Id, unverified.Id } });

        (await FindAsync($"q={word}&community=FARMER")).Select(Id).Should().Equal(verified.Id);
    }

    [TestCase("RELEVANCE")]
    [TestCase("RATING")]
    [TestCase("PRICE")]
    [TestCase("SESSIONS")]
    public async Task Pages_of_every_order_are_the_whole_list_once(string sort)
    {
        var word = NewWord();
        for (var i = 0; i < 7; i++)
        {
            var mentor = await Caller.MentorAsync(headline: word, rate: 500 + (i % 3 * 100));
            await RateAsync(mentor, 4 + (i % 2 * 0.5m), 5, i % 4 * 10);
        }

        var all = await FindAsync($"q={word}&sort={sort}&limit=100");
        var paged = new List<long>();
        string? cursor = null;
        do
        {
            var page = await _asha.GetAsync($"/mentors?q={word}&sort={sort}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            paged.AddRange(page.Items.Select(Id));
            cursor = page["nextCursor"].GetString();
        }
        while (cursor is not null);

        paged.Should().Equal(all.Select(Id)).And.HaveCount(7);
        var keys = all.Select(mentor => sort switch
        {
            "RATING" => -mentor.GetProperty("rating").GetDecimal(),
            "PRICE" => mentor.GetProperty("hourlyRate").GetDecimal(),
            "SESSIONS" => -mentor.GetProperty("totalSessions").GetDecimal(),
            _ => -mentor.GetProperty("score").GetDecimal(),
        });
        keys.Should().BeInAscendingOrder();
    }

    [Test]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var word = NewWord();
        await Caller.MentorAsync(headline: word);
        await Caller.MentorAsync(headline: word);
        var cursor = (await _asha.GetAsync($"/mentors?q={word}&limit=1"))["nextCursor"].GetString();

        (await _asha.GetAsync($"/mentors?q={word}&sort=PRICE&limit=1&cursor={cursor}")).Status.Should().Be(400);
    }

    [Test]
    public async Task Who_is_found_free_has_a_slot_there_and_who_is_booked_is_not_found()
    {
        var word = NewWord();
        var free = await Caller.MentorAsync(headline: word);
        var booked = await Caller.MentorAsync(headline: word);
        var elsewhere = await Caller.MentorAsync(headline: word);
        await Caller.MentorAsync(headline: word);
        var day = DateTime.UtcNow.Date.AddDays(8);
        foreach (var mentor in new[] { free, booked })
            await mentor.PutAsync("/mentors/me/availability", Open(day, "18:00", "21:00", "Asia/Kolkata"));
        await elsewhere.PutAsync("/mentors/me/availability", Open(day, "18:00", "21:00", "America/New_York"));
        var (from, to) = (Instant(day.AddHours(12.5)), Instant(day.AddHours(15.5)));
        await BookedSessions.AddAsync(booked.Id, day.AddHours(12.5), day.AddHours(15.5));

        var found = await FindAsync($"q={word}&freeFrom={from}&freeTo={to}&minutes=60");
        found.Select(Id).Should().Equal(free.Id);
        found[0].GetProperty("nextFreeAt").GetDateTimeOffset().UtcDateTime.Should().Be(day.AddHours(12.5));
        Reasons(found[0]).Should().Contain("FREE");
        (await FindAsync($"q={word}&freeFrom={Instant(day.AddHours(22))}&freeTo={Instant(day.AddHours(26))}&minutes=60&sort=PRICE")).Select(Id).Should().Equal(elsewhere.Id);
        (await FindAsync($"q={word}&freeFrom={from}&freeTo={Instant(day.AddHours(13))}&minutes=60")).Should().BeEmpty("an hour is longer than the window");
    }

    [TestCase("sort=CHEAP", "sort")]
    [TestCase("minRating=6", "minRating")]
    [TestCase("community=KINGS", "community")]
    [TestCase("freeFrom=2026-01-01T00:00:00Z", "freeTo")]
    [TestCase("freeFrom=2026-01-01T00:00:00Z&freeTo=2026-02-01T00:00:00Z", "freeTo")]
    [TestCase("freeFrom=2026-01-02T00:00:00Z&freeTo=2026-01-01T00:00:00Z", "freeTo")]
    [TestCase("freeFrom=9999-12-31T23:59:59Z&freeTo=9999-12-31T23:59:59Z", "freeFrom")]
    [TestCase("minutes=7", "minutes")]
    [TestCase("language=klingon", "language")]
    public async Task What_can_not_be_asked_is_refused_with_its_place(string query, string field)
    {
        var answer = await _asha.GetAsync($"/mentors?{query}");

        answer.Status.Should().Be(400, answer.Text);
        answer.Text.Should().Contain(field);
    }

    [TestCase("q='; drop table mentor_profiles; --")]
    [TestCase("q=%22quoted%22 %26 | ! ( ) :*")]
    [TestCase("q=!!!")]
    [TestCase("q=the of and")]
    [TestCase("q=%F0%9F%98%80")]
    [TestCase("q=%5C%27%3A*")]
    public async Task Whatever_is_typed_is_only_looked_for(string query) =>
        (await _asha.GetAsync($"/mentors?{query}")).Status.Should().Be(200);

    private static object Open(DateTime day, string from, string to, string timeZone) => new
    {
        timeZone,
        weekly = Array.Empty<object>(),
        overrides = new[] { new { date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), hours = new[] { new { from, to } } } },
    };

    private async Task<IReadOnlyList<JsonElement>> FindAsync(string query)
    {
        var answer = await _asha.GetAsync($"/mentors?{query}");
        answer.Status.Should().Be(200, answer.Text);
        return answer.Items;
    }

    private static Task RateAsync(Caller mentor, decimal rating, int count, int sessions) => Academy.ExecuteAsync(
        "update mentor_profiles set rating = @rating, rating_count = @count, total_sessions = @sessions where user_id = @Id", new { rating, count, sessions, mentor.Id });

    // Unlike any other, so that no word is taken for a typing error of another test's.
    private static string NewWord()
    {
        var random = new Random(Interlocked.Increment(ref _number) * 7919);
        return new string([.. Enumerable.Range(0, 12).Select(_ => (char)('a' + random.Next(26)))]);
    }

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static long Id(JsonElement mentor) => mentor.GetProperty("id").GetInt64();

    private static IEnumerable<string?> Reasons(JsonElement mentor) => mentor.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString());
}
