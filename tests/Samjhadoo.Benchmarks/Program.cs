using Samjhadoo.Benchmarks;

const string help =
    """
    build/bench [--rounds N] [--seconds N] [--clients N] [--users N] [--mentors N] [--pairs N] [--only TEXT] [--redis] [--output FILE]

      --rounds N    interleaved rounds; the table shows medians (5)
      --seconds N   length of one measurement (4)
      --clients N   clients that each wait for an answer before they ask again (16)
      --users N     seeded wallets (10000, and one for each mentor)
      --mentors N   seeded mentors (50000)
      --pairs N     pairs of questions about an account that exists and one that does not (200)
      --only TEXT   only work whose name has this text; the lines that compare two works are left out
      --redis       the host keeps sessions and limits in Redis, as several hosts do
      --output FILE where the JSON goes (artifacts/bench.json)
    """;

if (args is ["baseline", ..])
    return await Baseline.RunAsync(args[1..]);
if (args.Contains("--help") || args.Contains("-h"))
{
    Console.WriteLine(help);
    return 0;
}

return await Bench.RunAsync(BenchOptions.Parse(args));
