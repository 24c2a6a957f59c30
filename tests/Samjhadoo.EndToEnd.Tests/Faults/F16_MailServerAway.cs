using System.Net;
using System.Net.Http.Json;
using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F16")]
public sealed class F16_MailServerAway
{
    private const int Mails = 30;

    [Test]
    public async Task Mails_go_out_by_SMTP_and_wait_for_a_server_that_is_down_or_hangs()
    {
        await using var smtp = new TestSmtp();
        await using var lab = await FaultLab.StartAsync(hosts: 0);
        var host = await lab.AddHostAsync("--Mail:Smtp:Host=127.0.0.1", $"--Mail:Smtp:Port={smtp.Port}", "--Mail:Smtp:Security=None");

        var first = await AskAsync(lab, host, 1);
        await Eventually.ValueAsync(() => Task.FromResult(smtp.Mails.Count), mails => mails == 1);
        smtp.Mails.TryPeek(out var mail).Should().BeTrue();
        mail.To.Should().Be($"{first[0].Username}@example.in");
        mail.Text.Should().Contain("Subject:").And.Contain("From: ").And.Contain("Message-Id:");

        var threads = host.Threads;
        foreach (var hangs in new[] { false, true })
        {
            if (hangs)
                smtp.Hangs = true;
            else
                smtp.Stop();
            var before = smtp.Mails.Count;
            var callers = await AskAsync(lab, host, Mails);
            await Eventually.TrueAsync(async () => await WaitingAsync(lab, "attempts > 0") > 0, expectation: "a mail was tried");
            (await host.IsReadyAsync()).Should().BeTrue("a mail server is not needed to serve");
            host.Threads.Should().BeLessThan(threads + 25, "mails that wait hold no threads");
            smtp.MostConnections.Should().BeLessThanOrEqualTo(2, "one mail after the other finds out, each when the last has gone");
            (await WaitingAsync(lab, "attempts > 1")).Should().BeLessThan(Mails / 2, "what waits behind a mail that failed keeps its attempts");

            smtp.Hangs = false;
            smtp.Stop();
            smtp.Start();
            await Eventually.TrueAsync(
                async () =>
                {
                    // Not half a minute of the test's time for a mail's second attempt.
                    await DueAsync(lab);
                    return await WaitingAsync(lab) == 0;
                },
                TimeSpan.FromSeconds(90),
                "every mail has gone out");
            smtp.Mails.Skip(before).Select(one => one.To).Should().BeEquivalentTo(callers.Select(caller => $"{caller.Username}@example.in"), "each mail arrives once");
        }
    }

    // A request is answered whatever becomes of its mail.
    private static async Task<IReadOnlyList<TestAccount>> AskAsync(FaultLab lab, HostProcess host, int count)
    {
        var callers = new List<TestAccount>();
        for (var number = 0; number < count; number++)
        {
            var caller = await lab.AccountAsync();
            using var answer = await host.Client.PostAsJsonAsync("/api/v1/auth/forgot-password", new { email = $"{caller.Username}@example.in" });
            answer.StatusCode.Should().Be(HttpStatusCode.Accepted);
            callers.Add(caller);
        }

        return callers;
    }

    private static Task<int> WaitingAsync(FaultLab lab, string and = "true") =>
        lab.ScalarAsync<int>($"select count(*) from identity.mail_messages where sent_at is null and {and}");

    private static Task DueAsync(FaultLab lab) => lab.ScalarAsync<int>(
        "update identity.mail_messages set due_at = clock_timestamp() where sent_at is null and due_at between clock_timestamp() + interval '5 s' and clock_timestamp() + interval '50 s'");
}
