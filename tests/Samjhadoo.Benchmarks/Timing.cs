using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;

namespace Samjhadoo.Benchmarks;

/// <summary>How long an answer takes about an account that exists and about one that does not, in milliseconds.</summary>
internal sealed record TimingRow(string Work, double Known, double Unknown)
{
    public double Difference => Math.Abs((Known / Unknown) - 1);
}

/// <summary>Whether time tells what the answers do not: known and unknown in turn, one request at a time, medians of each.</summary>
internal static class Timing
{
    public const double Target = 0.05;

    private const int WarmUp = 10;

    private static int _address;

    public static async Task<List<TimingRow>> MeasureAsync(BenchLab lab, int pairs, string only)
    {
        await lab.GiveSeededUsersAPasswordAsync();
        using var client = new HttpClient { BaseAddress = lab.Host.Url };
        var consentVersion = await lab.ConsentVersionAsync(client);
        object Registration(string email) => new { username = Unheard(), email, password = BenchLab.Password, consentVersion };

        var rows = new List<TimingRow>();
        foreach (var (work, path, status, body) in new (string, string, int, Func<string, string, object>)[]
        {
            ("login", "login", 401, (username, _) => new { login = username, password = "not the password" }),
            ("register", "register", 202, (_, email) => Registration(email)),
            ("forgotten password", "forgot-password", 202, (_, email) => new { email }),
        })
        {
            if (!work.Contains(only, StringComparison.OrdinalIgnoreCase))
                continue;
            var (known, unknown) = (new List<double>(), new List<double>());
            for (var pair = -WarmUp; pair < pairs; pair++)
            {
                var username = lab.SeededUsername(pair + WarmUp);
                var stranger = Unheard();
                var first = await AskAsync(client, path, status, pair % 2 == 0 ? body(username, $"{username}@example.in") : body(stranger, $"{stranger}@example.in"));
                var second = await AskAsync(client, path, status, pair % 2 != 0 ? body(username, $"{username}@example.in") : body(stranger, $"{stranger}@example.in"));
                if (pair < 0)
                    continue;
                known.Add(pair % 2 == 0 ? first : second);
                unknown.Add(pair % 2 == 0 ? second : first);
            }

            rows.Add(new(work, Bench.Median(known), Bench.Median(unknown)));
        }

        return rows;
    }

    // Each from an address of its own, since addresses are limited.
    private static async Task<double> AskAsync(HttpClient client, string path, int status, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/auth/{path}") { Content = JsonContent.Create(body) };
        var address = Interlocked.Increment(ref _address);
        request.Headers.Add("X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}"));
        var asked = Stopwatch.GetTimestamp();
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var took = Stopwatch.GetElapsedTime(asked).TotalMilliseconds;
        return (int)response.StatusCode == status ? took : throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
    }

    private static string Unheard() => $"b{Guid.NewGuid():N}";
}
