using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Samjhadoo.Journey;

/// <summary>The golden journey as far as it exists, over HTTP, with the eyes of people who use the product.</summary>
public sealed partial class GoldenJourney : IDisposable
{
    /// <summary>Of the sample logins.</summary>
    public const string SamplePassword = "chai-aur-samosa-5";

    private const string Password = "mango-lassi-at-noon-7";

    private readonly string _mailFolder;
    private readonly string _samplePassword;
    private readonly TextWriter _output;
    private readonly string _run = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private readonly Browser _asha;
    private readonly Browser _priya;
    private readonly Browser _raj;
    private readonly Browser _bhola;
    private readonly Browser _admin;
    private int _step;

    private GoldenJourney(Uri baseUrl, string mailFolder, string samplePassword, TextWriter output)
    {
        (_mailFolder, _samplePassword, _output) = (mailFolder, samplePassword, output);
        (_asha, _priya, _raj) = (new(baseUrl, output), new(baseUrl, output), new(baseUrl, output));
        (_bhola, _admin) = (new(baseUrl, output), new(baseUrl, output));
    }

    /// <summary>Walks the journey against a running server with sample data. True when nothing surprised.</summary>
    /// <param name="baseUrl">The server.</param>
    /// <param name="mailFolder">Where it puts its mails.</param>
    /// <param name="output">Takes each step and what came back.</param>
    /// <param name="samplePassword">The password of the sample logins.</param>
    public static async Task<bool> RunAsync(Uri baseUrl, string mailFolder, TextWriter output, string samplePassword = SamplePassword)
    {
        using var journey = new GoldenJourney(baseUrl, mailFolder, samplePassword, output);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await journey.WalkAsync();
            await output.WriteLineAsync($"\nThe journey went as expected: {journey._step} steps in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s.");
            return true;
        }
        catch (Exception surprise) when (surprise is SurpriseException or HttpRequestException or TaskCanceledException or JsonException)
        {
            await output.WriteLineAsync($"\nSURPRISE at step {journey._step}: {surprise.Message}");
            return false;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _asha.Dispose();
        _priya.Dispose();
        _raj.Dispose();
        _bhola.Dispose();
        _admin.Dispose();
    }

    private async Task WalkAsync()
    {
        await StepAsync("Asha registers and confirms her address by the link of the mail");
        var asha = $"asha.{_run}";
        await RegisterAsync(_asha, asha, "Asha Verma");

        await StepAsync("She logs in and fills in her profile");
        await LogInAsync(_asha, asha, Password);
        var profile = await _asha.GetAsync("/users/me");
        var ashaId = profile["id"].GetInt64();
        Expect(profile["role"].GetString() == "USER", "a new user is a USER");
        var edited = await _asha.PatchAsync("/users/me", new() { ["timeZone"] = "Asia/Kolkata", ["language"] = "hi", ["community"] = "PROFESSIONAL" });
        Expect(edited["language"].GetString() == "hi", "the profile keeps the language");

        await StepAsync("Her wallet is open and empty");
        var wallet = await _asha.GetAsync("/wallet");
        Expect(Balance(wallet) == 0 && wallet["currency"].GetString() == "INR", "a new wallet is empty, in rupees");

        await StepAsync("She tops it up with 1,000 rupees at the sandbox's checkout; the first attempt fails");
        var ordered = await _asha.PostAsync("/wallet/top-ups", new() { ["amount"] = 1_000 }, 201, $"journey-{_run}-top-up");
        var checkout = ordered["checkout.url"].GetString()!["/api/v1".Length..];
        Expect((await _asha.GetAsync(checkout)).Body.Contains("₹1000.00", StringComparison.Ordinal), "the page says what is to be paid");
        await _asha.PostAsync($"{checkout}/fail", [], 200);
        await _asha.PostAsync($"{checkout}/pay", [], 200);
        await UntilAsync(async () => (await _asha.GetAsync($"/wallet/top-ups/{ordered["id"].GetInt64()}"))["status"].GetString() == "PAID", "the webhook credits her wallet");
        Expect(Balance(await _asha.GetAsync("/wallet")) == 1_000, "what was paid is in her wallet");

        var (mentorId, startAt) = await FindMentorAsync();

        await StepAsync("Priya sends her 1,000 rupees");
        await LogInAsync(_priya, "priya", _samplePassword);
        var priyaId = (await _priya.GetAsync("/users/me"))["id"].GetInt64();
        var before = Balance(await _priya.GetAsync("/wallet"));
        if (before < 1_000)
            throw new SurpriseException($"Priya has {before} rupees left; 'build/run --fresh' gives the sample people money again");
        var gift = new JsonObject { ["toUserId"] = ashaId, ["amount"] = 1_000, ["note"] = "for your first session" };
        var key = $"journey-{_run}";
        var transfer = await _priya.PostAsync("/wallet/transfers", gift, 201, key);
        Expect(Balance(await _priya.GetAsync("/wallet")) == before - 1_000, "the money has left Priya's wallet");
        Expect(Balance(await _asha.GetAsync("/wallet")) == 2_000, "and is in Asha's");
        var received = await _asha.GetAsync($"/wallet/transactions/{transfer["id"].GetInt64()}");
        Expect(received["amount"].GetDecimal() == 1_000, "Asha sees the transaction from her side");

        await StepAsync("Priya's phone lost the answer and sends the same request again: one effect, the same answer");
        var again = await _priya.PostAsync("/wallet/transfers", gift, 201, key);
        Expect(again.Body == transfer.Body && again.Headers.Contains("Idempotency-Replayed"), "the answer is the first one, byte for byte");
        Expect(Balance(await _asha.GetAsync("/wallet")) == 2_000, "nothing moved a second time");
        var other = await _priya.PostAsync("/wallet/transfers", new() { ["toUserId"] = ashaId, ["amount"] = 1 }, 422, key);
        Expect(other["code"].GetString() == "request.key_reused", "the key stands for the first request alone");

        await StepAsync("A fraction of a paisa and more than she has are refused");
        var refused = await _asha.PostAsync("/wallet/transfers", new() { ["toUserId"] = 1_000_000_000_000, ["amount"] = 0.001m }, 400, $"{key}-a");
        Expect(refused["errors"][0].GetProperty("pointer").GetString() == "/amount", "a fraction of a paisa is refused where it stands");
        var poor = await _asha.PostAsync("/wallet/transfers", new() { ["toUserId"] = priyaId, ["amount"] = 2_000.01m }, 422, $"{key}-b");
        Expect(poor["code"].GetString() == "wallet.insufficient_funds", "there is not enough");

        await StepAsync("Asha reads her statement, and what she may still send today");
        var statement = await _asha.GetAsync("/wallet/transactions?limit=20");
        Expect(statement["items"].EnumerateArray().First().GetProperty("balanceAfter").GetDecimal() == 2_000, "the newest row ends with her balance");
        Expect(statement["items"].EnumerateArray().First().GetProperty("counterpartyName").GetString() == "Priya Sharma", "and says who sent it");
        var table = await _asha.GetAsync("/wallet/transactions.csv");
        Expect(table.Body.Contains("Closing balance", StringComparison.Ordinal) && table.Body.Contains("for your first session", StringComparison.Ordinal), "she can take it along");
        var limits = await _asha.GetAsync("/wallet/limits");
        Expect(limits["items"][0].GetProperty("left").GetDecimal() > 0, "today's limit leaves something");

        // So the journey can be walked any number of times.
        await StepAsync("She pays it back");
        await _asha.PostAsync("/wallet/transfers", new() { ["toUserId"] = priyaId, ["amount"] = 1_000 }, 201, $"{key}-c");
        Expect(Balance(await _priya.GetAsync("/wallet")) == before, "Priya has what she had");

        await BookAsync(mentorId, startAt);

        await StepAsync("She looks at her logins");
        await LogInAsync(_asha, asha, Password);
        var sessions = (await _asha.GetAsync("/auth/sessions"))["items"];
        Expect(sessions.GetArrayLength() == 2, "she has logged in twice");
        Expect(sessions.EnumerateArray().Count(session => session.GetProperty("isCurrent").GetBoolean()) == 1, "one of the logins is this one");

        await StepAsync("An admin suspends an abuser, whose access ends at once");
        var bhola = $"bhola.{_run}";
        await RegisterAsync(_bhola, bhola, "Bhola");
        await LogInAsync(_bhola, bhola, Password);
        var bholaId = (await _bhola.GetAsync("/users/me"))["id"].GetInt64();
        await LogInAsync(_admin, "kavita.admin", _samplePassword);
        await _bhola.GetAsync("/admin/ledger/proof", 403);
        await _admin.PostAsync($"/admin/users/{bholaId}/suspend", new() { ["reason"] = "Asked mentees for their passwords." }, 200);
        await _bhola.GetAsync("/users/me", 401);

        await StepAsync("And proves that the ledger sums to zero");
        var proof = await _admin.GetAsync("/admin/ledger/proof");
        Expect(proof["holds"].GetBoolean(), "the books are right");
        Expect(proof["inWallets"].GetDecimal() + proof["inSystemAccounts"].GetDecimal() == 0, "all accounts together hold nothing");
        var audit = await _admin.GetAsync("/admin/ledger/audit-log?limit=1");
        Expect(audit["items"][0].GetProperty("action").GetString() is "LEDGER_PROVED" or "AUDIT_READ", "and that somebody proved it is written down");
    }

    private async Task RegisterAsync(Browser browser, string username, string name)
    {
        var email = $"{username}@example.in";
        var consentVersion = (await browser.GetAsync("/consent-texts"))["items"].EnumerateArray().Single(text => text.GetProperty("required").GetBoolean()).GetProperty("version").GetString();
        await browser.PostAsync(
            "/auth/register",
            new() { ["username"] = username, ["email"] = email, ["password"] = Password, ["consentVersion"] = consentVersion, ["name"] = name },
            202);
        await browser.PostAsync("/auth/verify-email", new() { ["token"] = await LinkAsync(email) }, 204);
    }

    private async Task LogInAsync(Browser browser, string login, string password)
    {
        var answer = await browser.PostAsync("/auth/login", new() { ["login"] = login, ["password"] = password }, 200);
        browser.Token = answer["tokens.accessToken"].GetString()!;
    }

    // The mail may take a moment.
    private async Task<string> LinkAsync(string email)
    {
        for (var deadline = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(deadline) < TimeSpan.FromSeconds(30); await Task.Delay(100))
        {
            if (!Directory.Exists(_mailFolder))
                continue;
            foreach (var file in Directory.EnumerateFiles(_mailFolder, "*.eml").OrderByDescending(File.GetLastWriteTimeUtc))
            {
                var mail = await File.ReadAllTextAsync(file);
                if (mail.Contains(email, StringComparison.OrdinalIgnoreCase) && VerificationLink().Match(mail) is { Success: true } link)
                {
                    await _output.WriteLineAsync($"   MAIL  {Path.GetFileName(file)} has the link");
                    return link.Groups[1].Value;
                }
            }
        }

        throw new SurpriseException($"no mail with a link for {email} came to {_mailFolder} in 30 s");
    }

    private static async Task UntilAsync(Func<Task<bool>> holds, string expectation)
    {
        for (var started = Stopwatch.GetTimestamp(); !await holds(); await Task.Delay(100))
            Expect(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(30), expectation);
    }

    private static decimal Balance(Answer wallet) => wallet["balance"].GetDecimal();

    private Task StepAsync(string what) => _output.WriteLineAsync($"\n{++_step}. {what}");

    private static void Expect(bool holds, string expectation)
    {
        if (!holds)
            throw new SurpriseException($"expected: {expectation}");
    }

    [GeneratedRegex("verify-email\\?token=([A-Za-z0-9_-]+)")]
    private static partial Regex VerificationLink();
}
