namespace Samjhadoo.Wallet.Tests.Holds;

public sealed class ListHoldsTests
{
    [Test]
    public async Task Holds_are_listed_newest_first_page_by_page()
    {
        var (asha, raj) = (await Bank.PersonAsync(100), await Bank.PersonAsync(100));
        var references = Enumerable.Range(0, 5).Select(_ => Bank.Reference("booking")).ToList();
        foreach (var reference in references)
            await Booking.HoldAsync(reference, asha.Id, 5);
        await Booking.HoldAsync(Bank.Reference("booking"), raj.Id, 5);

        var listed = new List<string>();
        var cursor = "";
        do
        {
            var page = (await asha.GetAsync($"/api/v1/wallet/holds?limit=2{cursor}")).Json;
            listed.AddRange(page.GetProperty("items").EnumerateArray().Select(hold => hold.GetProperty("reference").GetString()!));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : "";
        }
        while (cursor != "");

        listed.Should().Equal(Enumerable.Reverse(references));
    }

    [Test]
    public async Task A_status_narrows_the_list()
    {
        var asha = await Bank.PersonAsync(100);
        var (open, released) = (Bank.Reference("booking"), Bank.Reference("booking"));
        await Booking.HoldAsync(open, asha.Id, 5);
        await Booking.HoldAsync(released, asha.Id, 5);
        await Booking.ReleaseAsync(released);

        var items = (await asha.GetAsync("/api/v1/wallet/holds?status=RELEASED")).Json.GetProperty("items");

        items.GetArrayLength().Should().Be(1);
        items[0].GetProperty("reference").GetString().Should().Be(released);
        items[0].GetProperty("amount").GetDecimal().Should().Be(5);
        items[0].GetProperty("endedAt").ValueKind.Should().Be(System.Text.Json.JsonValueKind.String);
        (await asha.GetAsync("/api/v1/wallet/holds?status=GONE")).Status.Should().Be(400);
        (await asha.GetAsync("/api/v1/wallet/holds?cursor=nonsense")).Status.Should().Be(400);
    }
}
