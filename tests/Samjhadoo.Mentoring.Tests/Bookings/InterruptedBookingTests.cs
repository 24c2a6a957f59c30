using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Mentoring.Application.Bookings;
using Samjhadoo.Mentoring.Domain.Bookings;
using Samjhadoo.Shared.Application;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Testing;
using Samjhadoo.Wallet.Contracts;

namespace Samjhadoo.Mentoring.Tests.Bookings;

/// <summary>
/// A host that dies between two steps of a booking leaves what the steps before have committed, and nothing else. Each test runs
/// the steps up to one of them, as the flow does, and then only the sweep, as on a host that starts anew.
/// </summary>
public sealed class InterruptedBookingTests
{
    [Test]
    public async Task Dead_after_the_slot_was_taken_before_the_wallet_was_asked()
    {
        var (mentor, mentee, id) = await OpenAsync();
        (await mentee.MoneyAsync()).Held.Should().Be(0);
        await SweepAfterAsync(id, Booking.AskAgainAfter);
        (await Desk.StatusAsync(id)).Should().Be("REQUESTED");
        (await mentee.MoneyAsync()).Held.Should().Be(400m);
        (await mentor.PostAsync($"/bookings/{id}/accept")).Status.Should().Be(200);
    }

    [Test]
    public async Task Dead_after_the_wallet_held_before_it_was_marked()
    {
        var (_, mentee, id) = await OpenAsync();
        await HoldAsync(id);
        (await Desk.StatusAsync(id)).Should().Be("HOLDING");
        await SweepAfterAsync(id, Booking.AskAgainAfter);
        (await Desk.StatusAsync(id)).Should().Be("REQUESTED");
        (await mentee.MoneyAsync()).Held.Should().Be(400m, "the same reference holds once");
    }

    [Test]
    public async Task Dead_after_the_wallet_refused_before_the_slot_was_freed()
    {
        var (mentor, mentee, id) = await OpenAsync(money: 10);
        (await HoldAsync(id))!.Code.Should().Be("wallet.insufficient_funds");
        await SweepAfterAsync(id, Booking.AskAgainAfter);
        (await Desk.StatusAsync(id)).Should().Be("DROPPED");
        var other = await Desk.MenteeAsync();
        (await other.BookAsync(mentor, Desk.Day(3))).Status.Should().Be(201);
        (await mentee.MoneyAsync()).Should().Be((10m, 0m));
    }

    [Test]
    public async Task Dead_in_the_middle_the_same_request_sent_again_finds_what_the_first_one_left()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var quoteId = await mentee.QuoteAsync(mentor);
        var first = await SendAsync(mentee, new OpenBookingCommand(quoteId, Desk.Day(3), Urgency.Casual, null, "same-request-" + quoteId));
        var again = await SendAsync(mentee, new OpenBookingCommand(quoteId, Desk.Day(3), Urgency.Casual, null, "same-request-" + quoteId));
        again.Value.Should().Be(first.Value);
    }

    [Test]
    public async Task Dead_after_the_mentor_accepted_nothing_is_open_until_the_session_is_over()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        var id = await Desk.ConfirmedAsync(mentee, mentor);
        await SweepAfterAsync(id, TimeSpan.FromDays(1));
        (await Desk.StatusAsync(id)).Should().Be("CONFIRMED");
        (await mentee.MoneyAsync()).Held.Should().Be(400m);
    }

    [TestCase(nameof(Closing.Decline), false)]
    [TestCase(nameof(Closing.Cancel), false)]
    [TestCase(nameof(Closing.Complete), false)]
    [TestCase(nameof(Closing.NoShow), false)]
    [TestCase(nameof(Closing.Decline), true)]
    [TestCase(nameof(Closing.Cancel), true)]
    [TestCase(nameof(Closing.Complete), true)]
    [TestCase(nameof(Closing.NoShow), true)]
    public async Task Dead_after_it_was_ended_before_or_after_the_wallet_did_its_part(string how, bool walletWasAsked)
    {
        var closing = Enum.Parse<Closing>(how);
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(1_000));
        var id = closing == Closing.Decline ? await Desk.RequestedAsync(mentee, mentor) : await Desk.ConfirmedAsync(mentee, mentor);
        if (closing is Closing.Complete or Closing.NoShow)
            await Desk.AgeAsync(id, TimeSpan.FromHours(73));

        (await SendAsync(mentor, new CloseBookingCommand(id, closing, null, $"closing-{id}"))).Error.Should().BeNull();
        if (walletWasAsked)
            await EndAsync(id);
        var (charge, earned) = closing is Closing.Complete or Closing.NoShow ? (400m, 329.20m) : (0m, 0m);
        if (!walletWasAsked)
            (await mentee.MoneyAsync()).Should().Be((1_000m, 400m));

        // The next host may die too, and the one after it: once is enough, twice changes nothing.
        await SweepAfterAsync(id, Booking.AskAgainAfter);
        await SweepAfterAsync(id, Booking.AskAgainAfter);
        (await mentee.MoneyAsync()).Should().Be((1_000m - charge, 0m));
        (await mentor.MoneyAsync()).Balance.Should().Be(earned);
        (await Academy.ReadAsync<bool>("select ask is null and due_at is null and earned = @earned from bookings where id = @id", new { id, earned })).Should().BeTrue();

        // The client never had an answer and sends its request again.
        (await SendAsync(mentor, new CloseBookingCommand(id, closing, null, $"closing-{id}"))).Error.Should().BeNull();
        (await mentor.MoneyAsync()).Balance.Should().Be(earned);
    }

    [Test]
    public async Task A_mentor_whose_wallet_is_full_is_paid_once_there_is_room()
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync());
        await TestMoney.FundAsync(Academy.Host.Database, mentor.Id, 99_999_999m);
        var id = await Desk.ConfirmedAsync(mentee, mentor);
        await Desk.AgeAsync(id, TimeSpan.FromDays(4));
        (await mentor.PostAsync($"/bookings/{id}/complete"))["status"].GetString().Should().Be("COMPLETED");
        (await mentee.MoneyAsync()).Held.Should().Be(400m, "it is paid later");

        (await mentor.PostAsync("/wallet/transfers", new { toUserId = mentee.Id, amount = 50_000 })).Status.Should().Be(201);
        await SweepAfterAsync(id, Booking.AskLaterAfter);
        (await mentor.MoneyAsync()).Balance.Should().Be(99_999_999m - 50_000m + 329.20m);
        (await mentee.MoneyAsync()).Held.Should().Be(0);
    }

    private static async Task<(Party Mentor, Party Mentee, long Id)> OpenAsync(decimal money = 1_000)
    {
        var (mentor, mentee) = (await Desk.MentorAsync(), await Desk.MenteeAsync(money));
        var quoteId = await mentee.QuoteAsync(mentor);
        var opened = await SendAsync(mentee, new OpenBookingCommand(quoteId, Desk.Day(3), Urgency.Casual, null, $"opening-{quoteId}"));
        return (mentor, mentee, opened.Value.Id);
    }

    // The due time comes nearer, not the session.
    private static async Task SweepAfterAsync(long id, TimeSpan time)
    {
        await Academy.ExecuteAsync("update bookings set due_at = due_at - @by where id = @id", new { id, by = time + TimeSpan.FromSeconds(1) });
        await Desk.SweepAsync();
    }

    private static async Task<Error?> HoldAsync(long id)
    {
        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var booking = await Academy.ReadAsync<(long MenteeId, decimal Price, DateTime HoldExpiresAt)>(
            "select mentee_id, price, hold_expires_at from bookings where id = @id", new { id });
        var held = await scope.ServiceProvider.GetRequiredService<IWalletApi>().HoldAsync(
            $"booking:{id}:hold", booking.MenteeId, Money.Rupees(booking.Price), new DateTimeOffset(booking.HoldExpiresAt), CancellationToken.None);
        return held.Error;
    }

    private static async Task EndAsync(long id)
    {
        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var wallet = scope.ServiceProvider.GetRequiredService<IWalletApi>();
        var booking = await Academy.ReadAsync<(long MentorId, decimal Charge)>("select mentor_id, charge from bookings where id = @id", new { id });
        if (booking.Charge == 0)
            (await wallet.ReleaseAsync($"booking:{id}:hold", CancellationToken.None)).Error.Should().BeNull();
        else
            (await wallet.CaptureAsync(
                $"booking:{id}:hold",
                $"booking:{id}:capture",
                Money.Rupees(booking.Charge),
                [PaymentLine.Payee(booking.MentorId, Money.Rupees(329.20m)), PaymentLine.Commission(Money.Rupees(60)), PaymentLine.Gst(Money.Rupees(10.80m))],
                CancellationToken.None)).Error.Should().BeNull();
    }

    // One step of a flow, as its caller.
    private static async Task<Result<T>> SendAsync<T>(Party caller, IUseCase<T> step)
    {
        await using var scope = Academy.Host.Services.CreateAsyncScope();
        var http = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        http.HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = caller.Principal };
        try
        {
            return await scope.ServiceProvider.GetRequiredService<ISender>().SendAsync(step, CancellationToken.None);
        }
        finally
        {
            http.HttpContext = null;
        }
    }
}
