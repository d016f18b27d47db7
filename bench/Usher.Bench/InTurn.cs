using System.Diagnostics;

namespace Usher.Bench;

/// <summary>
/// Measures rivals in turn, in rounds of a millisecond or so, and takes the fastest round of each: what else runs on the machine only ever slows a round down,
/// and rivals measured one after the other in minutes would each meet another machine.
/// </summary>
internal static class InTurn
{
    /// <summary>Nanoseconds for each call, in the order of the rivals.</summary>
    public static double[] Fastest(int rounds, params ReadOnlySpan<Action> rivals)
    {
        var fastest = new double[rivals.Length];
        Array.Fill(fastest, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            for (var rival = 0; rival < rivals.Length; rival++)
            {
                var start = Stopwatch.GetTimestamp();
                rivals[rival]();
                fastest[rival] = Math.Min(fastest[rival], Stopwatch.GetElapsedTime(start).TotalNanoseconds);
            }
        }

        return fastest;
    }
}
