using System.Globalization;
using Samjhadoo.Testing;

namespace Samjhadoo.Benchmarks;

internal sealed record BenchOptions(int Rounds, int Seconds, int Clients, int Users, int Mentors, int Pairs, bool Redis, string Output, string Only)
{
    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new BenchOptions(5, 4, 16, 10_000, 50_000, 200, false, Path.Combine(TestServers.Root, "artifacts", "bench.json"), "");
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--rounds" => options with { Rounds = Number(++i) },
                "--seconds" => options with { Seconds = Number(++i) },
                "--clients" => options with { Clients = Number(++i) },
                "--users" => options with { Users = Number(++i) },
                "--pairs" => options with { Pairs = Number(++i) },
                "--mentors" => options with { Mentors = Number(++i) },
                "--output" => options with { Output = arguments[++i] },
                "--only" => options with { Only = arguments[++i] },
                "--redis" => options with { Redis = true },
                _ => throw new ArgumentException($"Unknown argument {arguments[i]}; see --help."),
            };
        }

        return options;

        int Number(int position) => int.Parse(arguments[position], CultureInfo.InvariantCulture);
    }
}
