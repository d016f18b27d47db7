using System.Net;
using System.Net.Sockets;

namespace Usher.Identity;

/// <summary>
/// Where a request comes from, as far as tries are counted: an IPv4 address, or the 64 bits of an IPv6 one that a subscriber is given as a
/// whole.
/// </summary>
/// <param name="Name">Its text.</param>
public readonly record struct Source(string Name)
{
    /// <summary>The source of a connection.</summary>
    /// <param name="address">The client's address; null: none is known, as on a socket of this machine.</param>
    public static Source Of(IPAddress? address)
    {
        if (address is null) return new("local");
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return new(address.ToString());
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new(new IPAddress(bytes).ToString());
    }
}
