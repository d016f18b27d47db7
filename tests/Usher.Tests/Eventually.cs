using System.Diagnostics;

namespace Usher.Tests;

/// <summary>Waits for what another thread, process or page brings about: for the thing itself, and not for a time.</summary>
public static class Eventually
{
    public static async Task Until(Func<Task<bool>> met, TimeSpan within)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        for (var patience = Stopwatch.StartNew(); !await met(); await again.WaitForNextTickAsync())
            patience.Elapsed.ShouldBeLessThan(within);
    }
}
