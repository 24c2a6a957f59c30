using CsCheck;
using Samjhadoo.Shared.Domain;
using Samjhadoo.Wallet.Domain.Payouts;
using Samjhadoo.Wallet.Domain.Refunds;
using Samjhadoo.Wallet.Domain.TopUps;

namespace Samjhadoo.Wallet.Tests.TopUps;

/// <summary>The rules of money on its way in and out, without a database.</summary>
public sealed class TopUpTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Test]
    public void An_order_is_asked_about_ever_less_often_until_it_expires_and_then_for_a_day()
    {
        var topUp = Ordered();
        var now = Now;
        var asked = new List<TimeSpan>();
        while (topUp.CheckAt is { } at)
        {
            asked.Add(at - now);
            now = at;
            topUp.Checked(now);
        }

        asked.TakeLast(3).Should().Equal(TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24));
        asked.SkipLast(4).Should().BeInAscendingOrder();
        topUp.Status.Should().Be(TopUpStatus.Expired);
        (now - Now).Should().BeGreaterThan(TimeSpan.FromHours(31)).And.BeLessThan(TimeSpan.FromHours(32));
        asked.Count.Should().BeLessThan(12);
    }

    [Test]
    public void One_that_never_had_an_order_expires_and_is_left_alone()
    {
        var topUp = new TopUp(1, Money.Rupees(10), "sandbox", "r", Now);

        topUp.Checked(Now + TopUp.Lifetime);

        topUp.Status.Should().Be(TopUpStatus.Expired);
        topUp.CheckAt.Should().BeNull();
    }

    [Test]
    public void The_first_payment_of_the_right_amount_is_credited_however_late_and_no_other()
    {
        var topUp = Ordered();
        topUp.Objection(Money.Rupees(9.99m)).Should().Be(RefundCause.AmountMismatch);
        topUp.Checked(Now + TopUp.Lifetime);
        topUp.Objection(Money.Rupees(10)).Should().BeNull("late is not too late");
        topUp.Credited("pay_1", 7, Now);
        topUp.Objection(Money.Rupees(10)).Should().Be(RefundCause.SecondPayment);
        topUp.Invoking(one => one.Credited("pay_2", 8, Now)).Should().Throw<InvalidOperationException>();
    }

    [Test]
    public void Never_more_goes_back_than_came()
    {
        Gen.Int[1, 1_500].Array[1, 12].Sample(parts =>
        {
            var topUp = Ordered();
            topUp.Credited("pay_1", 7, Now);
            foreach (var paise in parts)
            {
                var amount = Money.FromPaise(paise);
                if (amount <= topUp.Refundable)
                    topUp.Refund(amount);
                else
                    topUp.Invoking(one => one.Refund(amount)).Should().Throw<InvalidOperationException>();
            }

            (topUp.Refunded >= Money.Zero && topUp.Refunded <= topUp.Amount).Should().BeTrue();
        });
    }

    [Test]
    public void A_payout_ends_once_whatever_the_gateway_says_in_whatever_order()
    {
        var words = Gen.OneOf(Gen.Const("paid"), Gen.Const("failed"), Gen.Const("sent"), Gen.Const("postpone"));
        words.Array[0, 10].Sample(told =>
        {
            var payout = new Payout(1, 2, Money.Rupees(100), Money.Rupees(1), KycStatus.Verified, 0, "sandbox", 7, Now);
            var moved = new List<string>();
            foreach (var word in told)
            {
                if (word == "paid" && payout.Pay(null, Now))
                    moved.Add(word);
                else if (word == "failed" && payout.Fail("no", Now))
                    moved.Add(word);
                else if (word == "sent")
                    payout.Sent("pout_1", Now);
                else if (word == "postpone")
                    payout.Postpone(Now);
            }

            string.Join(' ', moved).Should().BeOneOf("", "paid", "failed", "paid failed");
            (payout.DueAt is null).Should().Be(payout.Status is PayoutStatus.Paid or PayoutStatus.Failed);
        });
    }

    [TestCase("raj.malhotra@okaxis", "ra•••@okaxis")]
    [TestCase("r@ok", "r•••@ok")]
    public void A_upi_address_is_masked(string vpa, string masked) => PayoutAccount.Upi("Raj", vpa).Masked.Should().Be(masked);

    private static TopUp Ordered()
    {
        var topUp = new TopUp(1, Money.Rupees(10), "sandbox", "r", Now);
        topUp.Ordered("order_1", null, Now);
        return topUp;
    }
}
