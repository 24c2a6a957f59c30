using Samjhadoo.EndToEnd.Tests.Lab;
using Samjhadoo.Testing;

namespace Samjhadoo.EndToEnd.Tests.Faults;

[Category("F1")]
public sealed class F01_KilledWhileBooking
{
    [Test]
    public async Task Kill_9_between_any_two_steps_of_a_booking_loses_no_money_and_pays_nobody_twice()
    {
        var rounds = FaultLab.FullSize ? 30 : 2;
        await using var lab = await FaultLab.StartAsync();
        var desk = new Desk(lab, 50_000m);
        var mentees = await lab.FundedAccountsAsync(6, 50_000m);
        var mentors = new List<TestAccount>();
        for (var number = 0; number < mentees.Count; number++)
            mentors.Add(await desk.MentorAsync());

        using var until = new CancellationTokenSource();
        var load = Task.WhenAll(mentees.Zip(mentors, (mentee, mentor) => Task.Run(() => desk.RunAsync(mentee, mentor, until.Token))));
        for (var round = 0; round < rounds; round++)
        {
            var before = desk.Sessions;
            await Eventually.TrueAsync(() => Task.FromResult(desk.Sessions > before + 20), TimeSpan.FromMinutes(1), "sessions are booked");
            await lab.Hosts[0].KillAsync();
            await lab.Hosts[0].StartAsync(untilReady: false);
            await lab.Hosts[0].ReadyAsync(TimeSpan.FromSeconds(10));
        }

        await until.CancelAsync();
        await load;
        await desk.AuditAsync();
    }
}
