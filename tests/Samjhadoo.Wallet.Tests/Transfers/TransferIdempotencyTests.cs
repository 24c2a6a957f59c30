namespace Samjhadoo.Wallet.Tests.Transfers;

public sealed class TransferIdempotencyTests
{
    [Test]
    public async Task A_hundred_keys_ten_times_each_have_a_hundred_effects()
    {
        var (asha, raj) = (await Bank.PersonAsync(1_000), await Bank.PersonAsync());
        var keys = Enumerable.Range(0, 100).Select(_ => Guid.NewGuid().ToString()).ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(async i => (Key: keys[i % 100], Answer: await asha.SendAsync(raj.Id, 1, keys[i % 100]))));

        answers.Should().OnlyContain(one => one.Answer.Status == 201 || (one.Answer.Status == 409 && one.Answer.Code == "request.in_flight"));
        foreach (var same in answers.Where(one => one.Answer.Status == 201).GroupBy(one => one.Key))
        {
            same.Select(one => one.Answer.Text).Distinct().Should().ContainSingle();
            same.Count(one => !one.Answer.Replayed).Should().Be(1);
        }

        (await asha.BalanceAsync()).Should().Be(900);
        (await raj.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task A_repetition_gets_the_first_answer_byte_for_byte()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var first = await asha.SendAsync(raj.Id, 10, "k-1", "rent");
        await asha.SendAsync(raj.Id, 5);

        var again = await asha.SendAsync(raj.Id, 10, "k-1", "rent");

        again.Should().Be(first with { Replayed = true });
        (await asha.BalanceAsync()).Should().Be(85);
    }

    [Test]
    public async Task A_refusal_is_repeated_too_even_when_the_money_has_come_meanwhile()
    {
        var (asha, raj) = (await Bank.PersonAsync(), await Bank.PersonAsync());
        var first = await asha.SendAsync(raj.Id, 10, "k-1");
        first.Code.Should().Be("wallet.insufficient_funds");
        await Bank.GrantAsync(asha.Id, 100, isPromo: false);

        var again = await asha.SendAsync(raj.Id, 10, "k-1");

        again.Should().Be(first with { Replayed = true });
        (await asha.BalanceAsync()).Should().Be(100);
    }

    [Test]
    public async Task A_transfer_to_oneself_is_refused_under_its_key_like_any_other()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        var first = await asha.SendAsync(asha.Id, 10, "k-1");
        first.Code.Should().Be("wallet.self_transfer");

        (await asha.SendAsync(asha.Id, 10, "k-1")).Should().Be(first with { Replayed = true });
        (await asha.SendAsync(raj.Id, 10, "k-1")).Code.Should().Be("request.key_reused");
    }

    [Test]
    public async Task A_key_used_for_another_body_is_refused()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());
        await asha.SendAsync(raj.Id, 10, "k-1");

        var other = await asha.SendAsync(raj.Id, 11, "k-1");

        other.Status.Should().Be(422);
        other.Code.Should().Be("request.key_reused");
        (await asha.BalanceAsync()).Should().Be(90);
    }

    [Test]
    public async Task The_same_key_of_another_user_is_another_key()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));
        var first = await asha.SendAsync(raj.Id, 10, "shared");

        var other = await raj.SendAsync(asha.Id, 10, "shared");

        other.Status.Should().Be(201);
        other.Replayed.Should().BeFalse();
        other.Json.GetProperty("id").GetInt64().Should().NotBe(first.Json.GetProperty("id").GetInt64());
    }

    [Test]
    public async Task Without_a_key_nothing_moves()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync());

        (await asha.SendAsync(raj.Id, 10, key: "")).Status.Should().Be(400);

        (await asha.BalanceAsync()).Should().Be(100);
    }
}
