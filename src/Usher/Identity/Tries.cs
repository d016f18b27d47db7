using System.Security.Cryptography;
using System.Text;
using Usher.Directory;

namespace Usher.Identity;

/// <summary>
/// Lock-out: how often an address was tried on this node of late. It counts addresses that nobody has like those that somebody has, so that a lock tells nothing,
/// and writes nothing, so that a flood of tries slows nobody's work. A fixed number of places holds all addresses there are: nothing pushes a count out.
/// </summary>
public sealed class Tries
{
    /// <summary>How many tries an address has.</summary>
    public const int Most = 5;

    /// <summary>How long it rests after them.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private const int Places = 1 << 18;

    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(32);
    private readonly (int Count, long Last)[] _places = new (int, long)[Places];

    /// <summary>Counts a try before it is judged: of many at once no more than <see cref="Most"/> are.</summary>
    /// <returns>False: the address rests.</returns>
    public bool Begin(string address, DateTimeOffset now)
    {
        var place = PlaceOf(address);
        lock (_places)
        {
            var (count, last) = _places[place];
            // In either direction: a clock that was ahead locks nobody out until it would be that time again.
            if (Math.Abs(now.UtcTicks - last) >= Rest.Ticks) count = 0;
            if (count >= Most) return false;
            _places[place] = (count + 1, now.UtcTicks);
            return true;
        }
    }

    /// <summary>Forgets the tries of an address: the last one was right.</summary>
    public void Forget(string address)
    {
        lock (_places) _places[PlaceOf(address)] = default;
    }

    private int PlaceOf(string address) =>
        BitConverter.ToInt32(HMACSHA256.HashData(_seed, Encoding.UTF8.GetBytes(address))) & (Places - 1);
}
