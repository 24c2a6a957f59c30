using System.Globalization;
using System.Text.Json;

namespace Samjhadoo.Benchmarks;

/// <summary>Measures in interleaved rounds, so that what disturbs the machine disturbs both sides, and takes medians. Fails on errors, never on time.</summary>
internal static class Bench
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private sealed record Work(string Name, Func<Random, HttpRequestMessage> Make, int Status, double? Target)
    {
        public List<Measured> Host { get; } = [];

        public List<Measured> Bare { get; } = [];
    }

    public static async Task<int> RunAsync(BenchOptions options)
    {
        await using var lab = await BenchLab.StartAsync(options);
        var idle = lab.Host.ResidentMegabytes;
        var get = new Work("GET wallet", lab.GetWallet, 200, 0.80);
        var transfer = new Work("transfer between random wallets", lab.Transfer, 201, 0.60);
        var payOne = new Work("transfers that all pay one user", lab.PayOne, 201, null);
        var shortStatement = new Work("statement page of 20, 1,000 rows", lab.ShortStatement, 200, 0.80);
        var longStatement = new Work("statement page of 20, 100,000 rows", lab.LongStatement, 200, 0.80);
        var search = new Work("mentor search, words and filters", lab.SearchMentors, 200, 0.80);
        var mentor = new Work("GET mentor", lab.GetMentor, 200, 0.80);
        var slots = new Work("slots of two weeks", lab.GetSlots, 200, 0.80);
        var webhook = new Work("top-up webhook", TopUpWebhook.Make, 204, null);
        Work[] works = [.. new[] { get, mentor, search, slots, shortStatement, longStatement, transfer, payOne, webhook }.Where(work => work.Name.Contains(options.Only, StringComparison.OrdinalIgnoreCase))];
        var limits = new List<double>();
        var plain = new List<double>();
        var commission = new List<double>();
        var length = TimeSpan.FromSeconds(options.Seconds);

        BenchLab.Say("Warming up ...");
        foreach (var work in works)
        {
            await Load.RunAsync(lab.Host, options.Clients, length, work.Make, work.Status);
            await Load.RunAsync(lab.Bare, options.Clients, length, work.Make, work.Status);
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            BenchLab.Say($"Round {round} of {options.Rounds} ...");
            foreach (var work in works)
            {
                work.Bare.Add(await Load.RunAsync(lab.Bare, options.Clients, length, work.Make, work.Status));
                work.Host.Add(await Load.RunAsync(lab.Host, options.Clients, length, work.Make, work.Status));
            }

            if (works.Contains(transfer) && works.Contains(payOne))
            {
                limits.Add(await lab.PgbenchAsync(options.Clients, options.Seconds));
                plain.Add(await lab.PgbenchAsync(commission: false, options.Clients, options.Seconds));
                commission.Add(await lab.PgbenchAsync(commission: true, options.Clients, options.Seconds));
            }
        }

        var loaded = lab.Host.ResidentMegabytes;
        var drained = await lab.DrainAsync(20_000);
        BenchLab.Say("Asking about accounts that exist and about others ...");
        var timings = await Timing.MeasureAsync(lab, options.Pairs, options.Only);
        var errors = works.Sum(work => work.Host.Concat(work.Bare).Sum(one => one.Errors)) + await lab.WrongBooksAsync();

        List<Row> rows = [.. works.Select(work => Row.Of(work.Name, work.Host, work.Bare, work.Target))];
        if (works.Contains(shortStatement) && works.Contains(longStatement))
            // p50 may grow by less than 1.3 from 1,000 rows to 100,000.
            rows.Add(new("statement p50, 1,000 against 100,000", Rate(longStatement.Host), Rate(shortStatement.Host), P50(shortStatement) / P50(longStatement), 1 / 1.3));
        if (works.Contains(transfer) && works.Contains(payOne))
        {
            var limit = Median(limits);
            rows.Add(new("transfer against pgbench", Rate(transfer.Host), limit, Rate(transfer.Host) / limit, 0.35));
            rows.Add(new("all with commission against none (pgbench)", Median(commission), Median(plain), Median(commission) / Median(plain), 0.90));
            rows.Add(new("paying one user against random wallets", Rate(payOne.Host), Rate(transfer.Host), Rate(payOne.Host) / Rate(transfer.Host), 0.60));
        }

        Print(rows);
        if (timings.Count > 0)
            Console.WriteLine($"\n{"median ms to answer about",-40}{"known",9}{"unknown",9}{"apart",8}{"target",8}");
        foreach (var row in timings)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Work,-40}{row.Known,9:0.00}{row.Unknown,9:0.00}{row.Difference,8:0.0%}{Timing.Target,8:0%}"));
        Console.WriteLine();
        Console.WriteLine($"outbox drains        {drained,8:0} events/s   (target 2000)");
        Console.WriteLine($"host ready after     {lab.Host.StartTook.TotalSeconds,8:0.0} s          (target 3)");
        Console.WriteLine($"resident memory      {idle,8:0} MB idle, {loaded:0} MB under load   (targets 250, 400)");
        Console.WriteLine($"errors               {errors,8}");

        Directory.CreateDirectory(Path.GetDirectoryName(options.Output)!);
        await File.WriteAllTextAsync(options.Output, JsonSerializer.Serialize(
            new { options.Rounds, options.Seconds, options.Clients, options.Users, options.Redis, Cores = Environment.ProcessorCount, rows, timings, drained, startSeconds = lab.Host.StartTook.TotalSeconds, idleMegabytes = idle, loadedMegabytes = loaded, errors },
            Json));
        Console.WriteLine($"\nWritten to {Path.GetRelativePath(Environment.CurrentDirectory, options.Output)}.");
        return errors == 0 ? 0 : 1;
    }

    private static void Print(IReadOnlyList<Row> rows)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{"work",-44}{"host/s",9}{"other/s",9}{"ratio",7}{"target",8}{"p50 ms",9}{"p99 ms",9}{"other p50",11}{"p99",8}{"CPU us",8}{"other",7}{"alloc kB",10}{"other",7}"));
        foreach (var row in rows)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{row.Work,-44}{row.Host,9:0}{row.Other,9:0}{row.Ratio,7:0.00}{row.Target,8:0.00}{row.P50,9:0.0}{row.P99,9:0.0}{row.OtherP50,11:0.0}{row.OtherP99,8:0.0}{row.Cpu,8:0}{row.OtherCpu,7:0}{row.Allocated,10:0.0}{row.OtherAllocated,7:0.0}"));
    }

    private static double Rate(IEnumerable<Measured> rounds) => Median(rounds.Select(one => one.PerSecond));

    private static double P50(Work work) => Median(work.Host.Select(one => one.P50));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>One line: the host beside the baseline, or beside what else it is measured by.</summary>
    private sealed record Row(string Work, double Host, double Other, double Ratio, double? Target)
    {
        public double? P50 { get; init; }

        public double? P99 { get; init; }

        public double? Cpu { get; init; }

        public double? OtherP50 { get; init; }

        public double? OtherP99 { get; init; }

        public double? OtherCpu { get; init; }

        public double? Allocated { get; init; }

        public double? OtherAllocated { get; init; }

        public static Row Of(string name, IReadOnlyList<Measured> host, IReadOnlyList<Measured> bare, double? target) =>
            new(name, Rate(host), Rate(bare), Rate(host) / Rate(bare), target)
            {
                P50 = Median(host.Select(one => one.P50)),
                P99 = Median(host.Select(one => one.P99)),
                Cpu = Median(host.Select(one => one.CpuMicroseconds)),
                OtherP50 = Median(bare.Select(one => one.P50)),
                OtherP99 = Median(bare.Select(one => one.P99)),
                OtherCpu = Median(bare.Select(one => one.CpuMicroseconds)),
                Allocated = Median(host.Select(one => one.AllocatedKilobytes)),
                OtherAllocated = Median(bare.Select(one => one.AllocatedKilobytes)),
            };
    }
}
