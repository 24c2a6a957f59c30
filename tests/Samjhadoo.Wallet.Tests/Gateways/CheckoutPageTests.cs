using Samjhadoo.Testing;

namespace Samjhadoo.Wallet.Tests.Gateways;

/// <summary>The sandbox's checkout page, as a person with a browser sees it.</summary>
public sealed class CheckoutPageTests
{
    private Chromium _browser = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => _browser = await Chromium.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    [Test]
    public async Task A_person_lets_a_payment_fail_and_then_pays()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(1_000);
        await OpenAsync(order);
        (await _browser.ReadAsync<string>("document.querySelector('.sum').innerText")).Should().Be("₹1000.00");
        (await _browser.ReadAsync<string>("getComputedStyle(document.querySelector('.sum')).fontWeight")).Should().Be("600", "the style is let through");

        await _browser.ClickAsync("#fail");
        (await StatesAsync()).Should().Equal("failed");
        (await asha.StatusAsync(order)).Should().Be("PENDING");
        await _browser.ClickAsync("#pay");
        (await StatesAsync()).Should().Equal("failed", "captured");

        await Eventually.ValueAsync(() => asha.StatusAsync(order), status => status == "PAID");
        (await asha.BalanceAsync()).Should().Be(1_000);
        await _browser.ClickAsync("#pay");
        (await StatesAsync()).Should().Equal("failed", "captured");
        _browser.Complaints.Should().BeEmpty("the page keeps to the strictest policy");
    }

    [Test]
    public async Task A_person_pays_twice()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(50);
        await OpenAsync(order);

        await _browser.ClickAsync("#pay-twice");

        (await StatesAsync()).Should().Equal("captured", "captured");
        await Eventually.ValueAsync(() => asha.StatusAsync(order), status => status == "PAID");
        (await Till.RefundOfAsync<string>(order, "cause")).Should().Be("SECOND_PAYMENT");
        (await asha.BalanceAsync()).Should().Be(50);
    }

    [Test]
    public async Task A_person_pays_late()
    {
        var asha = await Bank.PersonAsync();
        var order = await asha.TopUpAsync(50);
        await OpenAsync(order);

        await _browser.ClickAsync("#pay-late");

        (await StatesAsync()).Should().Equal("authorized");
        (await asha.StatusAsync(order)).Should().Be("PENDING");
        await Bank.ExecuteAsync(
            """
            update sandbox_payments set settles_at = now() where order_id = @OrderId;
            update sandbox_webhooks set due_at = now() where body like '%' || @OrderId || '%' and sent_at is null
            """,
            new { order.OrderId });
        await Eventually.ValueAsync(() => asha.StatusAsync(order), status => status == "PAID");
    }

    private Task OpenAsync(Order order) => _browser.OpenAsync(new Uri(Bank.Host.Url, $"/api/v1/sandbox/checkout/{order.OrderId}"));

    private Task<string[]> StatesAsync() => _browser.ReadAsync<string[]>("[...document.querySelectorAll('.state')].map(cell => cell.innerText)");
}
