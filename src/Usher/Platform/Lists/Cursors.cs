using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Usher.Platform;

/// <summary>
/// Where a part of a list ended: the value its last item is ordered by, and the item's id. A list goes on from there whatever became of the
/// item.
/// </summary>
/// <param name="Key">The value: a name, an instant in digits; empty where ids give the order.</param>
/// <param name="Id">The item's id.</param>
/// <param name="Begun">The version of the facts when the list was begun; 0 where the order of things never changes.</param>
public readonly record struct Position(string Key, Guid Id, long Begun = 0)
{
    /// <summary>An instant as a value to order by.</summary>
    internal static string Of(DateTimeOffset at) => at.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The instant that is ordered by.</summary>
    internal DateTimeOffset At => new(long.Parse(Key, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}

/// <summary>
/// Cursors: positions, sealed, for names are in them and addresses and logs hold none. Each belongs to one list of one customer with one
/// set of filters; elsewhere, or changed, it is none. The same position gives the same cursor. Every node with the same key reads it.
/// </summary>
/// <param name="secret">32 bytes.</param>
public sealed class Cursors(byte[] secret)
{
    private const int Tag = 16;
    private const int Nonce = 12;
    private const int Fixed = 8 + 16;
    private const int Longest = 2_000;

    private readonly byte[] _sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "seal"u8.ToArray());
    private readonly byte[] _naming = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "nonce"u8.ToArray());

    /// <summary>The cursor of a position.</summary>
    /// <param name="list">What says which list it is, filters and all.</param>
    /// <param name="end">Where the part ended.</param>
    public string Write(string list, Position end)
    {
        var of = Encoding.UTF8.GetBytes(list);
        var plain = new byte[Fixed + Encoding.UTF8.GetByteCount(end.Key)];
        BinaryPrimitives.WriteInt64BigEndian(plain, end.Begun);
        end.Id.TryWriteBytes(plain.AsSpan(8), bigEndian: true, out _);
        Encoding.UTF8.GetBytes(end.Key, plain.AsSpan(Fixed));
        var text = new byte[Nonce + plain.Length + Tag];
        var nonce = text.AsSpan(0, Nonce);
        // Made of what is sealed (as in RFC 8452): never the same for two positions.
        byte[] said = [.. of, 0, .. plain];
        HMACSHA256.HashData(_naming, said).AsSpan(0, Nonce).CopyTo(nonce);
        using var aes = new AesGcm(_sealing, Tag);
        aes.Encrypt(nonce, plain, text.AsSpan(Nonce, plain.Length), text.AsSpan(Nonce + plain.Length), of);
        return Base64Url.EncodeToString(text);
    }

    /// <summary>The position; null when it is no cursor of this list.</summary>
    public Position? Read(string list, string cursor)
    {
        if (cursor.Length > Longest || !Base64Url.IsValid(cursor)) return null;
        var text = Base64Url.DecodeFromChars(cursor);
        if (text.Length < Nonce + Fixed + Tag || Base64Url.EncodeToString(text) != cursor) return null;
        var plain = new byte[text.Length - Nonce - Tag];
        try
        {
            using var aes = new AesGcm(_sealing, Tag);
            aes.Decrypt(text.AsSpan(0, Nonce), text.AsSpan(Nonce, plain.Length), text.AsSpan(Nonce + plain.Length), plain,
                Encoding.UTF8.GetBytes(list));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return new(Encoding.UTF8.GetString(plain.AsSpan(Fixed)), new Guid(plain.AsSpan(8, 16), bigEndian: true),
            BinaryPrimitives.ReadInt64BigEndian(plain));
    }
}
