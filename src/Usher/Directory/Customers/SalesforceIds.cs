namespace Usher.Directory;

/// <summary>
/// Ids of records in Salesforce. One of 15 characters tells capital letters from small ones; three more say which of the 15 are
/// capitals, and are its check digits.
/// </summary>
public static class SalesforceIds
{
    /// <summary>The message for an account's id that is not valid.</summary>
    public const string AccountSentence =
        "Enter the id of a Salesforce account: 15 or 18 letters and digits that begin with 001. Copy it, as capital letters count.";

    /// <summary>Every account's id begins with this.</summary>
    private const string Account = "001";

    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>
    /// An account's id in its form of 18 characters; null when it is none, or when the last three are not those of the others.
    /// </summary>
    public static string? AccountId(string? text)
    {
        if (text?.Trim() is not { Length: 15 or 18 } id || !id.All(char.IsAsciiLetterOrDigit)) return null;
        if (!id.StartsWith(Account, StringComparison.Ordinal)) return null;
        var whole = id[..15] + CheckDigits(id.AsSpan(0, 15));
        return id.Length == 15 || string.Equals(id[15..], whole[15..], StringComparison.OrdinalIgnoreCase) ? whole : null;
    }

    /// <summary>For each five characters one that says which are capitals: the first counts 1, the second 2, the fifth 16.</summary>
    private static string CheckDigits(ReadOnlySpan<char> id)
    {
        Span<char> digits = stackalloc char[3];
        for (var part = 0; part < 3; part++)
        {
            var capitals = 0;
            for (var i = 0; i < 5; i++)
                if (char.IsAsciiLetterUpper(id[(part * 5) + i])) capitals |= 1 << i;
            digits[part] = Digits[capitals];
        }

        return new(digits);
    }
}
