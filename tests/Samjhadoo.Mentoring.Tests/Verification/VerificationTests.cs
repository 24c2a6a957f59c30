namespace Samjhadoo.Mentoring.Tests.Verification;

public sealed class VerificationTests
{
    private static readonly object Evidence = new { evidenceLinks = new[] { "https://www.example.in/degree.pdf" }, note = "My degree" };

    [Test]
    public async Task An_admins_approval_verifies_and_its_revocation_ends_it()
    {
        var raj = await Caller.MentorAsync();
        var admin = await Caller.CreateAsync("ADMIN");
        var request = await raj.PostAsync("/mentors/me/verification", Evidence);
        request.Status.Should().Be(201, request.Text);
        var path = $"/admin/verification-requests/{request["id"].GetInt64()}";

        var approved = await admin.PostAsync($"{path}/approve", new { reason = "Seen the original" });

        approved["status"].GetString().Should().Be("APPROVED", approved.Text);
        (await admin.GetAsync($"/mentors/{raj.Id}"))["isVerified"].GetBoolean().Should().BeTrue();
        (await admin.PostAsync($"{path}/reject", new { reason = "Too late" })).Code.Should().Be("mentoring.verification_decided");
        (await raj.PostAsync("/mentors/me/verification", Evidence)).Code.Should().Be("mentoring.already_verified");
        (await Told(raj)).Should().Be("mentor.verification_approved");

        var revoked = await admin.PostAsync($"/admin/mentors/{raj.Id}/revoke-verification", new { reason = "It was forged" });

        revoked["isVerified"].GetBoolean().Should().BeFalse(revoked.Text);
        (await raj.GetAsync("/mentors/me/verification"))["status"].GetString().Should().Be("REVOKED");
        (await Told(raj)).Should().Be("mentor.verification_revoked");
        (await admin.PostAsync($"/admin/mentors/{raj.Id}/revoke-verification", new { reason = "Again" })).Code.Should().Be("mentoring.not_verified");
    }

    [Test]
    public async Task A_rejected_mentor_reads_why_and_may_ask_again()
    {
        var raj = await Caller.MentorAsync();
        var admin = await Caller.CreateAsync("ADMIN");
        var request = await raj.PostAsync("/mentors/me/verification", Evidence);
        (await raj.PostAsync("/mentors/me/verification", Evidence)).Code.Should().Be("mentoring.verification_pending");

        (await admin.PostAsync($"/admin/verification-requests/{request["id"].GetInt64()}/reject", new { reason = "Not readable" })).Status.Should().Be(200);

        (await raj.GetAsync("/mentors/me/verification"))["reason"].GetString().Should().Be("Not readable");
        (await raj.PostAsync("/mentors/me/verification", Evidence)).Status.Should().Be(201);
        (await raj.PostAsync("/mentors/me/verification/withdraw")).Status.Should().Be(200);
        (await raj.PostAsync("/mentors/me/verification/withdraw")).Code.Should().Be("mentoring.verification_not_found");
    }

    [Test]
    public async Task Of_two_admins_one_decides()
    {
        var raj = await Caller.MentorAsync();
        var admins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Caller.CreateAsync("ADMIN")));
        var id = (await raj.PostAsync("/mentors/me/verification", Evidence))["id"].GetInt64();

        var answers = await Task.WhenAll(admins.Select((admin, i) => admin.PostAsync($"/admin/verification-requests/{id}/{(i % 2 == 0 ? "approve" : "reject")}", new { reason = "Decided" })));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Where(answer => answer.Status != 200).Should().OnlyContain(answer => answer.Code == "mentoring.verification_decided");
    }

    [TestCase("http://www.example.in/degree.pdf")]
    [TestCase("https://127.0.0.1/degree.pdf")]
    [TestCase("https://user:secret@example.in/")]
    [TestCase("https://example.in:8443/")]
    [TestCase("https://localhost/")]
    [TestCase("javascript:alert(1)")]
    public async Task Evidence_is_a_public_https_address(string link)
    {
        var raj = await Caller.MentorAsync();

        var answer = await raj.PostAsync("/mentors/me/verification", new { evidenceLinks = new[] { link } });

        answer.Status.Should().Be(400);
        answer.Fields.Should().Equal("/evidenceLinks/0");
    }

    [Test]
    public async Task Admins_see_who_waits_longest_first()
    {
        var first = await Caller.MentorAsync();
        var second = await Caller.MentorAsync();
        var admin = await Caller.CreateAsync("ADMIN");
        await first.PostAsync("/mentors/me/verification", Evidence);
        await second.PostAsync("/mentors/me/verification", Evidence);

        var waiting = (await admin.GetAsync("/admin/verification-requests?status=PENDING&limit=100")).Items.Select(request => request.GetProperty("mentorId").GetInt64());

        waiting.Where(id => id == first.Id || id == second.Id).Should().Equal(first.Id, second.Id);
    }

    private static Task<string> Told(Caller mentor) => Academy.ReadAsync<string>(
        "select payload::json ->> 'type' from outbox_messages where name = 'shared.notification_requested.v1' and (payload::json ->> 'userId')::bigint = @Id order by id desc limit 1",
        new { mentor.Id });
}
