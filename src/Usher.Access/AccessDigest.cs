using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Access;

public sealed partial class Actor
{
    /// <summary>
    /// A digest of all that decides what the actor may do at this time: roles while they last, tenants, custom roles, scope, teams and
    /// channels, the key, and what the customer sets for everyone. The same on every node; another as soon as any of it is another. It
    /// tells nothing of what it is made from.
    /// </summary>
    public string Digest(DateTimeOffset now)
    {
        if (At(now) is var state && !ReferenceEquals(state, this)) return state.Digest(now);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> flags =
        [
            (byte)Kind, (byte)ConnectRole(now), (byte)InsightsRole(now), Flag(IsOrdinary), Flag(Home?.Facts.Closed),
                (byte)(Home?.Facts.Transcripts ?? default), Flag(ScopeTeams is not null),
        ];
        hash.AppendData(flags);
        hash.AppendData(Id.ToByteArray());
        hash.AppendData(MemoryMarshal.AsBytes(HeldAt(now).AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(new ReadOnlySpan<PermissionSet>(in _carries)));
        Append(hash, Tenants);
        Append(hash, Apps);
        Append(hash, ScopeTeams ?? default);
        Append(hash, ReadsAs);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Name}\0{User?.Email ?? StaffMember?.Email}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    /// <summary>Whether a role of theirs ends by itself.</summary>
    public bool Ends => _heldUntil != long.MaxValue || _later is not null;

    private static byte Flag(bool? set) => set == true ? (byte)1 : (byte)0;

    private static void Append(IncrementalHash hash, IdSet ids)
    {
        Span<byte> count = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(count, ids.Ids.Length);
        hash.AppendData(count);
        foreach (var id in ids.Ids) hash.AppendData(id.ToByteArray());
    }
}
