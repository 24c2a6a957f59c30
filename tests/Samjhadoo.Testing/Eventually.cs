using System.Diagnostics;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace Samjhadoo.Testing;

/// <summary>Waits for what happens by itself: a condition with a deadline, never a sleep of guessed length.</summary>
public static class Eventually
{
    /// <summary>The deadline where a test names none.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Returns as soon as the condition holds; fails the test when the deadline passes first.</summary>
    public static Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, [CallerArgumentExpression(nameof(condition))] string expectation = "")
        => ValueAsync(condition, holds => holds, within, expectation);

    /// <summary>Returns the first value that is as expected; fails the test when the deadline passes first.</summary>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T>> read, Func<T, bool> expected, TimeSpan? within = null, [CallerArgumentExpression(nameof(expected))] string expectation = "")
    {
        var started = Stopwatch.GetTimestamp();
        var patience = within ?? Patience;
        while (true)
        {
            var value = await read();
            if (expected(value))
                return value;
            if (Stopwatch.GetElapsedTime(started) > patience)
            {
                Assert.Fail($"Not within {patience.TotalSeconds:0} s: {expectation}; last seen: {value}");
                return value;
            }

            await Task.Delay(20);
        }
    }
}
