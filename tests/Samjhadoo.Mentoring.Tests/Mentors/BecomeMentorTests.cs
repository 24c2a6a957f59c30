namespace Samjhadoo.Mentoring.Tests.Mentors;

public sealed class BecomeMentorTests
{
    private static readonly object Wish = new { headline = "Farmer and teacher", hourlyRate = 300, languages = new[] { "hi", "en" }, skills = new[] { "agriculture" }, bio = "खेती" };

    [Test]
    public async Task A_user_becomes_a_mentor_and_may_act_as_one_at_once()
    {
        var asha = await Caller.CreateAsync();

        var answer = await asha.PostAsync("/mentors/me", Wish);

        answer.Status.Should().Be(201, answer.Text);
        answer["id"].GetInt64().Should().Be(asha.Id);
        answer["isVerified"].GetBoolean().Should().BeFalse();
        answer["skills"][0].GetProperty("slug").GetString().Should().Be("agriculture");
        (await asha.PostAsync("/mentors/me/pause")).Status.Should().Be(200);
        (await Academy.ReadAsync<bool>("select role_granted_at is not null from mentor_profiles where user_id = @Id", new { asha.Id })).Should().BeTrue();
    }

    [Test]
    public async Task Nobody_has_two_profiles()
    {
        var asha = await Caller.MentorAsync();

        (await asha.PostAsync("/mentors/me", Wish)).Code.Should().Be("mentoring.already_mentor");
    }

    [Test]
    public async Task Of_many_requests_at_once_one_opens_the_profile()
    {
        var asha = await Caller.CreateAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => asha.PostAsync("/mentors/me", Wish)));

        answers.Count(answer => answer.Status == 201).Should().Be(1);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "mentoring.already_mentor");
    }

    [Test]
    public async Task A_grant_that_was_not_asked_for_with_success_is_asked_for_again()
    {
        var asha = await Caller.MentorAsync();
        await Academy.ExecuteAsync("update mentor_profiles set role_granted_at = null, created_at = now() - interval '1 hour' where user_id = @Id", new { asha.Id });

        await Academy.Host.RunJobAsync("mentoring.grant_mentors");

        (await Academy.ReadAsync<bool>("select role_granted_at is not null from mentor_profiles where user_id = @Id", new { asha.Id })).Should().BeTrue();
    }

    [Test]
    public async Task A_rate_outside_the_admins_limits_is_refused_with_them()
    {
        var asha = await Caller.CreateAsync();

        var answer = await asha.PostAsync("/mentors/me", new { headline = "Mentor", hourlyRate = 99.99, languages = new[] { "en" }, skills = Array.Empty<string>() });

        answer.Code.Should().Be("mentoring.rate_outside_limits");
        answer["detail"].GetString().Should().Contain("100.00").And.Contain("10000.00");
    }

    [Test]
    public async Task Skills_come_from_the_taxonomy()
    {
        var asha = await Caller.CreateAsync();

        var answer = await asha.PostAsync("/mentors/me", new { headline = "Mentor", hourlyRate = 500, languages = new[] { "en" }, skills = new[] { "juggling" } });

        answer.Status.Should().Be(422);
        answer.Code.Should().Be("mentoring.unknown_skill");
    }

    [TestCase("""{"headline":"","hourlyRate":500,"languages":["en"],"skills":[]}""", "/headline")]
    [TestCase("""{"headline":"a\nb","hourlyRate":500,"languages":["en"],"skills":[]}""", "/headline")]
    [TestCase("""{"headline":"Mentor","hourlyRate":0,"languages":["en"],"skills":[]}""", "/hourlyRate")]
    [TestCase("""{"headline":"Mentor","hourlyRate":0.001,"languages":["en"],"skills":[]}""", "/hourlyRate")]
    [TestCase("""{"headline":"Mentor","hourlyRate":500,"languages":[],"skills":[]}""", "/languages")]
    [TestCase("""{"headline":"Mentor","hourlyRate":500,"languages":["tlh"],"skills":[]}""", "/languages/0")]
    [TestCase("""{"headline":"Mentor","hourlyRate":500,"languages":["en"],"skills":[],"isVerified":true}""", "/isVerified")]
    [TestCase("""{"headline":"Mentor","hourlyRate":500,"languages":["en"],"skills":[],"rating":5}""", "/rating")]
    public async Task What_is_not_right_is_refused_with_its_place(string body, string pointer)
    {
        var asha = await Caller.CreateAsync();

        var answer = await asha.PostAsync("/mentors/me", System.Text.Json.JsonDocument.Parse(body).RootElement);

        answer.Status.Should().Be(400, answer.Text);
        answer.Fields.Should().Contain(pointer);
    }
}
