using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Usher.Access;

namespace Usher.Platform;

/// <summary>A text carries what no database keeps: a NUL, half a character, or too much.</summary>
public sealed record TextCannotBeStored()
    : Refusal("A text is too long or has characters that can't be stored. Shorten it or type it again.");

/// <summary>
/// PostgreSQL refuses NULs in texts and no audit entry can carry half a surrogate pair: both databases refuse both, by name, before
/// anything is written.
/// </summary>
internal static class StorableText
{
    /// <summary>The refusal when a changed text, or what the caller said besides, cannot be stored; null when all can.</summary>
    public static Refusal? Fault(IEnumerable<EntityEntry> changed, params ReadOnlySpan<string?> said)
    {
        foreach (var text in said)
        {
            if (!Storable(text)) return new TextCannotBeStored();
        }

        foreach (var entry in changed)
        {
            if (entry.State == EntityState.Deleted) continue;
            foreach (var property in entry.Metadata.GetProperties())
            {
                if (property.ClrType == typeof(string) && !Storable((string?)entry.CurrentValues[property]))
                    return new TextCannotBeStored();
            }
        }

        return null;
    }

    private static bool Storable(string? text)
    {
        if (text is null) return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i])) return false;
            if (char.IsHighSurrogate(text[i]) && (++i == text.Length || !char.IsLowSurrogate(text[i]))) return false;
        }

        return true;
    }
}
