using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>The password is too short, too long or too uniform.</summary>
public sealed record PasswordTooWeak() : Refusal("Choose a password of 12 to 200 characters, at least 6 of them different."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/password";
}

/// <summary>The password is one of those that are tried first.</summary>
public sealed record PasswordTooCommon()
    : Refusal("This password is easy to guess: it is a common one, or a common one with a few characters added. A few unrelated words " +
    "are better."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/password";
}

/// <summary>The password is made of what anyone knows about its person.</summary>
public sealed record PasswordNamesYou()
    : Refusal("This password is easy to guess: it is made of your name, your e-mail address or your company's name. A few unrelated " +
    "words are better."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/password";
}

/// <summary>
/// Which passwords may be chosen (NIST SP 800-63B-4, 3.1.1.2): of some length, none of the commonest, none made of the person's own
/// details. No kinds of characters are demanded, and none is refused. However a character was typed, composed or not, it is the same one
/// (Unicode normal form C).
/// </summary>
internal static class PasswordRules
{
    /// <summary>How many characters it has at least, and at most.</summary>
    private const int Shortest = 12;
    private const int Longest = 200;
    private const int Different = 6;

    /// <summary>With fewer characters besides, somebody's details are the password.</summary>
    private const int Besides = 8;

    /// <summary>The password as it is hashed; null when it is no text, and so nobody's.</summary>
    public static string? Text(string typed)
    {
        try
        {
            return typed.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Why a password may not be chosen; null when it may.</summary>
    /// <param name="password">The password as it is hashed.</param>
    /// <param name="details">What anyone may know about the person, as <see cref="DetailsOf"/> says.</param>
    public static Refusal? Refuse(string? password, IReadOnlyList<string> details)
    {
        if (password is null || password.Length > Longest) return new PasswordTooWeak();
        var characters = password.EnumerateRunes().ToList();
        if (characters.Count < Shortest || characters.Distinct().Count() < Different) return new PasswordTooWeak();
        var folded = Folding.Find(password);
        if (CommonPasswords.Has(folded)) return new PasswordTooCommon();
        return IsMadeOf(folded, details) ? new PasswordNamesYou() : null;
    }

    /// <summary>The words of somebody's addresses, names and customers, in every membership of their account.</summary>
    public static async Task<IReadOnlyList<string>> DetailsOf(UsherDb db, Guid account, CancellationToken ct)
    {
        var email = await db.Accounts.Where(a => a.Id == account).Select(a => a.Email).FirstOrDefaultAsync(ct);
        var users = await db.Everywhere(Across.Memberships,
            () => db.Users.IgnoreQueryFilters(["customer"]).Where(u => u.AccountId == account).Select(u =>
            new { u.Name, u.CustomerId }).ToListAsync(ct));
        var staff = await db.Staff.Where(s => s.Id == account).Select(s => s.Name).ToListAsync(ct);
        var places = users.ConvertAll(u => u.CustomerId);
        var customers = await db.Customers.Where(c => places.Contains(c.Id)).Select(c => new { c.Name, c.Slug }).ToListAsync(ct);
        return Details(["usher", email ?? "", .. users.Select(u => u.Name), .. staff,
            .. customers.SelectMany(c => new[] { c.Name, c.Slug })]);
    }

    /// <summary>
    /// The words of these texts and each text as one word, the longest first. Of an address its last label, such as <c>com</c>, says
    /// nothing.
    /// </summary>
    internal static IReadOnlyList<string> Details(IEnumerable<string> texts) =>
    [
        .. from text in texts
           let folded = Folding.Find(text)
           let said = folded.Contains('@', StringComparison.Ordinal) && folded.Contains('.', StringComparison.Ordinal)
           ? folded[..folded.LastIndexOf('.')]
           : folded
           from word in said.Split('@').Concat(Words(said)).Append(said)
           let plain = CommonPasswords.Plain(word)
           where plain.Length >= (plain.All(char.IsAscii) ? 3 : 2)
           orderby plain.Length descending
           select plain,
    ];

    private static bool IsMadeOf(string folded, IReadOnlyList<string> details) =>
        CommonPasswords.Spellings(CommonPasswords.Plain(folded)).Any(spelt =>
    {
        var besides = details.Distinct().Aggregate(spelt, (text, word) => text.Replace(word, "\n", StringComparison.Ordinal))
            .Replace("\n", "", StringComparison.Ordinal);
        return besides.Length < spelt.Length && (besides.Length < Besides || CommonPasswords.Has(besides));
    });

    private static IEnumerable<string> Words(string text) =>
        new string([.. text.Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
