using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Usher.Platform;

/// <summary>
/// Seals secrets for the database by keys that lie outside it: whoever copies the database, or a backup of it, has none of them, and every
/// node that shares the keys can open them. A secret is bound to the place that it is for: a row that is moved opens to nothing.
/// </summary>
/// <param name="protection">Keeps the keys.</param>
/// <param name="purpose">What kind of secret it is.</param>
public sealed class Seal(IDataProtectionProvider protection, string purpose)
{
    private readonly IDataProtector _root = protection.CreateProtector(purpose);

    /// <summary>A secret, sealed for a place.</summary>
    public string Close(string clear, params string[] place) => At(place).Protect(clear);

    /// <summary>A secret in clear.</summary>
    /// <exception cref="CryptographicException">It was sealed for another place, or by keys that are not here any more.</exception>
    public string Open(string closed, params string[] place) => At(place).Unprotect(closed);

    /// <summary>A secret in clear; null: it was sealed for another place, or by keys that are not here any more.</summary>
    public string? TryOpen(string closed, params string[] place)
    {
        try
        {
            return Open(closed, place);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector At(string[] place) => place.Length == 0 ? _root : _root.CreateProtector(place[0], place[1..]);
}
