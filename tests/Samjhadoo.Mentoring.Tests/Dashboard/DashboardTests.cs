namespace Samjhadoo.Mentoring.Tests.Dashboard;

public sealed class DashboardTests
{
    [Test]
    public async Task A_mentor_sees_what_comes_what_he_earned_how_he_answers_and_who_returns()
    {
        var raj = await Caller.MentorAsync();
        var (asha, priya) = (700_000_001L + raj.Id, 800_000_001L + raj.Id);
        var today = DateTime.UtcNow.Date;
        await BookedSessions.AddAsync(raj.Id, today.AddDays(2), today.AddDays(2).AddHours(1), "REQUESTED", menteeId: asha);
        await BookedSessions.AddAsync(raj.Id, today.AddDays(1), today.AddDays(1).AddHours(1), menteeId: priya, createdAt: today.AddDays(-1), answeredAt: today.AddDays(-1).AddMinutes(30));
        foreach (var days in new[] { 21, 20, 1 })
            await BookedSessions.AddAsync(raj.Id, today.AddDays(-days), today.AddDays(-days).AddHours(1), "COMPLETED", menteeId: asha, earned: 246.90m,
                createdAt: today.AddDays(-days - 2), answeredAt: today.AddDays(-days - 2).AddMinutes(10));
        await BookedSessions.AddAsync(raj.Id, today.AddDays(-5), today.AddDays(-5).AddHours(1), "COMPLETED", menteeId: priya, earned: 100m,
            createdAt: today.AddDays(-9), answeredAt: today.AddDays(-9).AddMinutes(20));
        await BookedSessions.AddAsync(raj.Id, today.AddDays(-6), today.AddDays(-6).AddHours(1), "EXPIRED", menteeId: priya, createdAt: today.AddDays(-9));

        var dashboard = await raj.GetAsync("/mentors/me/dashboard");

        dashboard.Status.Should().Be(200, dashboard.Text);
        dashboard["upcoming"].EnumerateArray().Select(session => session.GetProperty("menteeId").GetInt64()).Should().Equal(priya, asha);
        dashboard["toAnswer"].GetInt32().Should().Be(1);
        dashboard["earningsByWeek"].EnumerateArray().Sum(week => week.GetProperty("earned").GetDecimal()).Should().Be((3 * 246.90m) + 100m);
        dashboard["responseRate"].GetDecimal().Should().Be(0.8333m);
        dashboard["medianResponseMinutes"].GetInt32().Should().Be(10);
        dashboard["mentees"].GetInt32().Should().Be(2);
        dashboard["repeatMentees"].GetInt32().Should().Be(1);
    }

    [Test]
    public async Task A_new_mentor_has_an_empty_one_and_nobody_else_any()
    {
        var empty = await (await Caller.MentorAsync()).GetAsync("/mentors/me/dashboard");

        empty.Status.Should().Be(200, empty.Text);
        empty["responseRate"].ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await (await Caller.CreateAsync("MENTOR")).GetAsync("/mentors/me/dashboard")).Code.Should().Be("mentoring.no_profile");
    }
}
