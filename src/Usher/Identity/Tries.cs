using System.Security.Cryptography;
using System.Text;
using Usher.Access;

namespace Usher.Identity;

/// <summary>There were too many attempts of late, or there are too many at this moment; right or wrong, they are not judged.</summary>
/// <param name="Wait">How long until the next is.</param>
public sealed record TooManyAttempts(TimeSpan Wait) : Refusal($"Too many attempts. Try again in {Words(Wait)}.")
{
    /// <summary>The wait in whole seconds, at least one.</summary>
    public int Seconds => Math.Max(1, (int)Math.Ceiling(Wait.TotalSeconds));

    private static string Words(TimeSpan wait) => Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) switch
    {
        1 => "a second",
        < 90 and var seconds => $"{seconds} seconds",
        var seconds => $"{(seconds + 59) / 60} minutes",
    };
}

/// <summary>
/// Wrong attempts, counted by where they come from and which account they are about: a few are free, then each has to wait longer than the
/// one before. Nobody is locked out: who has the right password signs in from elsewhere at once, and from there after the wait. What nobody
/// has is counted like what somebody has, so that a wait tells nothing. Nothing is written, so that a flood slows nobody's work; a fixed
/// number of places holds all there are, so that nothing pushes a count out.
/// </summary>
/// <param name="free">How many wrong attempts have no wait after them.</param>
public sealed class Tries(int free = Tries.Free)
{
    /// <summary>How many wrong passwords have no wait after them.</summary>
    public const int Free = 5;

    /// <summary>The longest wait between two attempts.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>After so long without an attempt they are forgotten.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    private readonly Places<(int Count, long Last)> _places = new();

    /// <summary>Counts an attempt before it is judged: of many at once no more are judged than one after another.</summary>
    /// <returns>How long to wait, and nothing is counted; null: it may be judged.</returns>
    public TimeSpan? Begin(Source source, string whom, DateTimeOffset now)
    {
        lock (_places)
        {
            ref var place = ref _places.Of($"{source.Name} {whom}");
            // In either direction: a clock that was ahead makes nobody wait until it would be that time again.
            var since = TimeSpan.FromTicks(now.UtcTicks - place.Last);
            if (since.Duration() >= Quiet) place = default;
            var wait = place.Count < free ? TimeSpan.Zero : Pause(place.Count - free) - since;
            if (wait > TimeSpan.Zero) return wait < Longest ? wait : Longest;
            place = (place.Count + 1, now.UtcTicks);
            return null;
        }
    }

    /// <summary>Forgets the attempts: the last one was right.</summary>
    public void Forget(Source source, string whom)
    {
        lock (_places) _places.Of($"{source.Name} {whom}") = default;
    }

    /// <summary>Cancels an attempt that was not judged.</summary>
    public void Undo(Source source, string whom)
    {
        lock (_places)
        {
            ref var place = ref _places.Of($"{source.Name} {whom}");
            if (place.Count > 0) place.Count--;
        }
    }

    /// <summary>2, 4, 8 … seconds.</summary>
    private static TimeSpan Pause(int over) =>
        over > 10 ? Longest : TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, over + 1)));
}

/// <summary>How much of something each of many may have: so much at once, and then one in a while.</summary>
/// <param name="atOnce">How many at once.</param>
/// <param name="each">How long until one more.</param>
public sealed class Allowance(int atOnce, TimeSpan each)
{
    private readonly Places<long> _empty = new();

    /// <summary>Takes one.</summary>
    /// <returns>How long to wait, and none is counted; null: it was counted.</returns>
    public TimeSpan? Take(string whose, DateTimeOffset now)
    {
        lock (_empty)
        {
            // When all of it would be there again; what lies further ahead than any may comes from a clock that was.
            ref var full = ref _empty.Of(whose);
            var used = Math.Max(0, full - now.UtcTicks);
            if (used > each.Ticks * (atOnce + 1)) used = 0;
            var left = (each.Ticks * atOnce) - used;
            if (left < each.Ticks) return TimeSpan.FromTicks(each.Ticks - left);
            full = now.UtcTicks + used + each.Ticks;
            return null;
        }
    }

    /// <summary>Gives one back.</summary>
    public void GiveBack(string whose)
    {
        lock (_empty) _empty.Of(whose) -= each.Ticks;
    }
}

/// <summary>
/// A fixed number of slots for any number of names, so that nobody can make a server remember without end. Two names may share a place,
/// and nobody can tell which.
/// </summary>
internal sealed class Places<T>
    where T : struct
{
    private const int Count = 1 << 18;

    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(32);
    private readonly T[] _places = new T[Count];

    public ref T Of(string name) =>
        ref _places[BitConverter.ToInt32(HMACSHA256.HashData(_seed, Encoding.UTF8.GetBytes(name))) & (Count - 1)];
}
