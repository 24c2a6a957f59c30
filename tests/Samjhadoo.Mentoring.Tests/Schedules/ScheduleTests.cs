using System.Globalization;
using System.Text.Json;

namespace Samjhadoo.Mentoring.Tests.Schedules;

public sealed class ScheduleTests
{
    private static readonly object[] Evenings = [new { day = "MONDAY", from = "18:00", to = "21:00" }, new { day = "TUESDAY", from = "18:00", to = "21:00" }];

    [Test]
    public async Task Hours_are_replaced_as_a_whole_and_read_as_written()
    {
        var raj = await Caller.MentorAsync();
        var hours = new
        {
            timeZone = "Asia/Kolkata",
            weekly = Evenings,
            overrides = new object[] { new { date = "2027-01-26", hours = Array.Empty<object>() }, new { date = "2027-01-27", hours = new[] { new { from = "00:00", to = "24:00" } } } },
            bufferBefore = 5,
            bufferAfter = 10,
            minimumNotice = 60,
            windowDays = 30,
            dailyCap = 3,
        };

        (await raj.PutAsync("/mentors/me/availability", hours)).Status.Should().Be(200);
        var read = await raj.GetAsync("/mentors/me/availability");

        read["weekly"].GetArrayLength().Should().Be(2);
        read["overrides"][0].GetProperty("hours").GetArrayLength().Should().Be(0, "it is a day off");
        read["overrides"][1].GetProperty("hours")[0].GetProperty("to").GetString().Should().Be("24:00");
        read["dailyCap"].GetInt32().Should().Be(3);
        (await raj.PutAsync("/mentors/me/availability", new { timeZone = "UTC", weekly = Array.Empty<object>() }, read.ETag)).Status.Should().Be(200);
        (await raj.PutAsync("/mentors/me/availability", hours, read.ETag)).Status.Should().Be(412);
        (await Academy.ReadAsync<int>("select count(*)::int from availability_rules where mentor_id = @Id", new { raj.Id })).Should().Be(0);
    }

    [TestCase("""{"timeZone":"Mars/Olympus","weekly":[]}""", "/timeZone")]
    [TestCase("""{"timeZone":"UTC","weekly":[{"day":"FUNDAY","from":"18:00","to":"19:00"}]}""", "/weekly/0/day")]
    [TestCase("""{"timeZone":"UTC","weekly":[{"day":"MONDAY","from":"18:10","to":"19:00"}]}""", "/weekly/0/from")]
    [TestCase("""{"timeZone":"UTC","weekly":[{"day":"MONDAY","from":"19:00","to":"19:00"}]}""", "/weekly/0/to")]
    [TestCase("""{"timeZone":"UTC","weekly":[{"day":"MONDAY","from":"24:00","to":"24:15"}]}""", "/weekly/0/to")]
    [TestCase("""{"timeZone":"UTC","weekly":[],"overrides":[{"date":"2027-01-01","hours":[{"from":"10:00","to":"09:00"}]}]}""", "/overrides/0/hours/0/to")]
    [TestCase("""{"timeZone":"UTC","weekly":[],"overrides":[{"date":"2027-01-01","hours":[]},{"date":"2027-01-01","hours":[]}]}""", "/overrides")]
    [TestCase("""{"timeZone":"UTC","weekly":[],"bufferBefore":-1}""", "/bufferBefore")]
    [TestCase("""{"timeZone":"UTC","weekly":[],"dailyCap":0}""", "/dailyCap")]
    [TestCase("""{"timeZone":"UTC","weekly":[],"windowDays":1000}""", "/windowDays")]
    public async Task What_is_no_schedule_is_refused_with_its_place(string body, string pointer)
    {
        var raj = await Caller.MentorAsync();

        var answer = await raj.PutAsync("/mentors/me/availability", JsonDocument.Parse(body).RootElement);

        answer.Status.Should().Be(400, answer.Text);
        answer.Fields.Should().Contain(pointer);
    }

    [Test]
    public async Task Slots_are_shown_by_the_callers_clocks()
    {
        var raj = await Caller.MentorAsync();
        var asha = await Caller.CreateAsync();
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9);
        await raj.PutAsync("/mentors/me/availability", Open(day, "06:00", "07:00"));

        var inKolkata = await asha.GetAsync(Slots(raj, day.AddDays(-1), day.AddDays(1), "Asia/Kolkata", 30));
        var inNewYork = await asha.GetAsync(Slots(raj, day.AddDays(-1), day.AddDays(1), "America/New_York", 30));

        var slots = inKolkata["days"].EnumerateArray().Single();
        slots.GetProperty("date").GetString().Should().Be(Text(day));
        slots.GetProperty("slots").EnumerateArray().Select(slot => slot.GetProperty("localTime").GetString()).Should().Equal("06:00", "06:15", "06:30");
        inNewYork["days"].EnumerateArray().Single().GetProperty("date").GetString().Should().Be(Text(day.AddDays(-1)), "it is still the evening before there");
        Instants(inNewYork).Should().Equal(Instants(inKolkata));
    }

    [Test]
    public async Task Slots_never_touch_a_booking_or_its_buffers()
    {
        var raj = await Caller.MentorAsync();
        var asha = await Caller.CreateAsync();
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9);
        await raj.PutAsync("/mentors/me/availability", Open(day, "10:00", "13:00", bufferAfter: 15));
        var start = day.ToDateTime(new TimeOnly(11, 0)).AddMinutes(-330);

        await BookedSessions.AddAsync(raj.Id, start, start.AddMinutes(30), after: 15);

        Instants(await asha.GetAsync(Slots(raj, day, day, "Asia/Kolkata", 30))).Select(instant => instant.AddMinutes(330).ToString("HH:mm", CultureInfo.InvariantCulture))
            .Should().Equal("10:00", "10:15", "11:45", "12:00", "12:15", "12:30");
    }

    [Test]
    public async Task Nobody_books_the_past_nor_beyond_the_window()
    {
        var raj = await Caller.MentorAsync();
        var asha = await Caller.CreateAsync();
        await raj.PutAsync("/mentors/me/availability", new
        {
            timeZone = "UTC",
            weekly = Enum.GetNames<DayOfWeek>().Select(name => new { day = name.ToUpperInvariant(), from = "00:00", to = "24:00" }),
            minimumNotice = 120,
            windowDays = 2,
        });
        var today = DateOnly.FromDateTime(DateTime.UtcNow);

        var instants = Instants(await asha.GetAsync(Slots(raj, today.AddDays(-5), today.AddDays(20), "UTC", 60))).ToList();

        instants.Min().Should().BeOnOrAfter(DateTime.UtcNow.AddMinutes(115));
        DateOnly.FromDateTime(instants.Max()).Should().BeOnOrBefore(DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2));
    }

    [Test]
    public async Task A_paused_mentor_offers_nothing_and_an_unknown_one_is_not_found()
    {
        var raj = await Caller.MentorAsync();
        var asha = await Caller.CreateAsync();
        var day = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9);
        await raj.PutAsync("/mentors/me/availability", Open(day, "10:00", "13:00"));
        await raj.PostAsync("/mentors/me/pause");

        (await asha.GetAsync(Slots(raj, day, day, "UTC", 30)))["days"].GetArrayLength().Should().Be(0);
        (await asha.GetAsync($"/mentors/{asha.Id}/slots?from={Text(day)}&to={Text(day)}")).Code.Should().Be("mentoring.mentor_not_found");
    }

    [TestCase("from=2027-01-01&to=2026-12-31", "to")]
    [TestCase("from=2027-01-01&to=2027-02-01", "to")]
    [TestCase("from=9999-12-31&to=9999-12-31", "from")]
    [TestCase("from=2027-01-01&to=2027-01-01&minutes=11", "minutes")]
    [TestCase("from=2027-01-01&to=2027-01-01&minutes=125", "minutes")]
    [TestCase("from=2027-01-01&to=2027-01-01&timeZone=Nowhere", "timeZone")]
    [TestCase("from=yesterday&to=2027-01-01", "from")]
    public async Task What_is_no_question_is_refused_with_its_place(string query, string field)
    {
        var asha = await Caller.CreateAsync();

        var answer = await asha.GetAsync($"/mentors/1/slots?{query}");

        answer.Status.Should().Be(400);
        answer.Text.Should().Contain(field);
    }

    private static object Open(DateOnly day, string from, string to, int bufferAfter = 0) => new
    {
        timeZone = "Asia/Kolkata",
        weekly = Array.Empty<object>(),
        overrides = new[] { new { date = Text(day), hours = new[] { new { from, to } } } },
        bufferAfter,
    };

    private static string Slots(Caller mentor, DateOnly from, DateOnly to, string zone, int minutes) =>
        $"/mentors/{mentor.Id}/slots?from={Text(from)}&to={Text(to)}&timeZone={zone}&minutes={minutes}";

    private static IEnumerable<DateTime> Instants(Reply slots) => slots["days"].EnumerateArray()
        .SelectMany(day => day.GetProperty("slots").EnumerateArray())
        .Select(slot => slot.GetProperty("startAt").GetDateTimeOffset().UtcDateTime);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
