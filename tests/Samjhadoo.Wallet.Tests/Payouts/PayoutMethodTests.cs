using Microsoft.Extensions.DependencyInjection;
using Samjhadoo.Shared.Contracts;
using Samjhadoo.Wallet.Tests.Gateways;

namespace Samjhadoo.Wallet.Tests.Payouts;

public sealed class PayoutMethodTests
{
    [Test]
    public async Task Accounts_are_shown_with_most_of_them_hidden()
    {
        var raj = await Bank.PersonAsync();

        await raj.SendToAsync("/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa = "Raj.Malhotra@OKAXIS" });
        await raj.SendToAsync("/wallet/payout-methods", new { kind = "BANK_ACCOUNT", holderName = "Raj Malhotra", accountNumber = "765432123456789", ifsc = "hdfc0000053" });

        var text = (await raj.GetAsync("/api/v1/wallet/payout-methods")).Text;
        text.Should().Contain("ra•••@okaxis").And.Contain("HDFC0000053 ••••6789").And.NotContain("malhotra@").And.NotContain("765432");
    }

    [TestCase("""{"kind": "UPI", "holderName": "Raj M"}""", "/vpa")]
    [TestCase("""{"kind": "UPI", "holderName": "Raj M", "vpa": "raj"}""", "/vpa")]
    [TestCase("""{"kind": "UPI", "holderName": "Raj M", "vpa": "raj@ok.axis"}""", "/vpa")]
    [TestCase("""{"kind": "UPI", "holderName": "Raj M", "vpa": "raj@okaxis", "ifsc": "HDFC0000053"}""", "/ifsc")]
    [TestCase("""{"kind": "UPI", "holderName": "R\u0000aj", "vpa": "raj@okaxis"}""", "/holderName")]
    [TestCase("""{"kind": "UPI", "holderName": "राज", "vpa": "raj@okaxis"}""", "/holderName")]
    [TestCase("""{"kind": "BANK_ACCOUNT", "holderName": "Raj M", "accountNumber": "12345678", "ifsc": "HDFC0000053"}""", "/accountNumber")]
    [TestCase("""{"kind": "BANK_ACCOUNT", "holderName": "Raj M", "accountNumber": "12345678x", "ifsc": "HDFC0000053"}""", "/accountNumber")]
    [TestCase("""{"kind": "BANK_ACCOUNT", "holderName": "Raj M", "accountNumber": "123456789", "ifsc": "HDFC1000053"}""", "/ifsc")]
    [TestCase("""{"kind": "BANK_ACCOUNT", "holderName": "Raj M", "accountNumber": "123456789"}""", "/ifsc")]
    [TestCase("""{"kind": "CARD", "holderName": "Raj M"}""", "/kind")]
    public async Task What_is_no_account_is_refused_with_its_place(string body, string pointer)
    {
        var raj = await Bank.PersonAsync();

        var answer = await raj.SendToAsync("/wallet/payout-methods", body);

        answer.Status.Should().Be(400);
        answer.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()).Should().Contain(pointer);
    }

    [Test]
    public async Task A_person_has_five_at_most_whatever_races()
    {
        var raj = await Bank.PersonAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            raj.SendToAsync("/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa = $"raj{i}@okaxis" })));

        answers.Count(answer => answer.Status == 201).Should().Be(5);
        answers.Where(answer => answer.Status != 201).Should().OnlyContain(answer => answer.Code == "wallet.too_many_payout_methods");
    }

    [Test]
    public async Task A_removed_one_is_forgotten_unless_money_is_on_its_way_there()
    {
        var (raj, eve) = (await Bank.PersonAsync(20_000, role: "MENTOR"), await Bank.PersonAsync());
        var added = await raj.SendToAsync("/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa = "raj@okaxis" });
        var id = added.Json.GetProperty("id").GetInt64();
        await Bank.ExecuteAsync("insert into kyc_records (user_id, status) values (@Id, 'VERIFIED')", new { raj.Id });
        var payout = (await raj.SendToAsync("/wallet/payouts", new { methodId = id, amount = 11_000 })).Json.GetProperty("id").GetInt64();

        (await DeleteAsync(eve, id)).Code.Should().Be("wallet.payout_method_not_found");
        (await DeleteAsync(raj, id)).Code.Should().Be("wallet.payout_method_in_use");
        var admin = await Bank.PersonAsync(role: "ADMIN");
        await admin.SendToAsync($"/admin/payouts/{payout}/reject", new { reason = "not now" });
        (await DeleteAsync(raj, id)).Status.Should().Be(204);
        (await Bank.ReadAsync<int>("select count(*) from payout_accounts where method_id = @id", new { id })).Should().Be(0);
        (await raj.SendToAsync("/wallet/payouts", new { methodId = id, amount = 100 })).Code.Should().Be("wallet.payout_method_not_found");
    }

    [Test]
    public async Task Erasure_takes_the_account_and_leaves_the_payouts()
    {
        var raj = await Bank.PersonAsync();
        var id = (await raj.SendToAsync("/wallet/payout-methods", new { kind = "UPI", holderName = "Raj Malhotra", vpa = "raj@okaxis" })).Json.GetProperty("id").GetInt64();
        await raj.WalletAsync();
        await raj.TopUpAsync(10);
        await using var scope = Bank.Host.Services.CreateAsyncScope();
        var data = scope.ServiceProvider.GetServices<IPersonalData>().Single(part => part.Module == "wallet");
        (await data.ExportAsync(raj.Id, CancellationToken.None))!.ToJsonString().Should().Contain("raj@okaxis").And.Contain("topUps");

        await data.EraseAsync(raj.Id, CancellationToken.None);

        (await Bank.ReadAsync<int>("select count(*) from payout_accounts where method_id = @id", new { id })).Should().Be(0);
        (await Bank.ReadAsync<int>("select count(*) from payout_methods where id = @id", new { id })).Should().Be(1);
    }

    private static async Task<Answer> DeleteAsync(Person person, long id)
    {
        using var response = await person.Client.DeleteAsync($"/api/v1/wallet/payout-methods/{id}");
        return response.IsSuccessStatusCode ? new((int)response.StatusCode, "{}", null, null, false, null) : await Answer.OfAsync(response);
    }
}
