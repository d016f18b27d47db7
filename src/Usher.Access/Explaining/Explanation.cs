namespace Usher.Access;

/// <summary>What decided, as a thing a person was given.</summary>
/// <param name="Kind">role, custom-role, tenant, team, channel, share, ownership, opening, scope or key.</param>
/// <param name="Name">Its name: Customer Admin, signage-admin, sales.</param>
/// <param name="Until">When it ends; null: it does not.</param>
public sealed record DecidingGrant(string Kind, string Name, DateTimeOffset? Until);

/// <summary>Somebody of the own customer who can give what is lacking (rule 27).</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Name">The name that people see.</param>
public sealed record Helper(Guid Id, string Name);

/// <summary>Why a decision was what it was, in words a person can act on.</summary>
public sealed record Explanation
{
    /// <summary>What the authorizer decided.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The answer and its reason.</summary>
    public required string Sentence { get; init; }

    /// <summary>What of the law decided: “the table of roles”, “rule 12”; null when nothing may be said.</summary>
    public string? Rule { get; init; }

    /// <summary>The role, custom role, team, share or scope that decided; null when none did.</summary>
    public DecidingGrant? Grant { get; init; }

    /// <summary>What would have to change for the answer to be yes; null when it is yes, or nothing may be said.</summary>
    public string? Change { get; init; }

    /// <summary>Who can make that change directly, in the order of their names; empty for whoever may not learn their names.</summary>
    public IReadOnlyList<Helper> Helpers { get; init; } = [];

    /// <summary>What the asker could do about it themselves, right now.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>What may be asked for against it: by the one whose permission it is, or by who manages them.</summary>
    public IReadOnlyList<Remedy> Asks { get; init; } = [];

    /// <summary>Whether the vendor's support can make that change.</summary>
    public bool VendorCanHelp { get; init; }

    /// <summary>Who can help, as a sentence; null when nobody can be named.</summary>
    public string? Help
    {
        get
        {
            const int most = 3;
            var named = string.Join(", ", Helpers.Take(most).Select(helper => helper.Name));
            if (Helpers.Count > most) named += $" or {Helpers.Count - most} more";
            return (named.Length > 0, VendorCanHelp) switch
            {
                (true, true) => $"Contact {named}, or your vendor's support.",
                (true, false) => $"Contact {named}.",
                (false, true) => "Contact your vendor's support.",
                _ => null,
            };
        }
    }
}

public static partial class Authorizer
{
    /// <summary>Decides, and says why: what decided, and for a refusal what is missing and who can help.</summary>
    /// <param name="actor">Whose permission it is about.</param>
    /// <param name="permission">What they would do.</param>
    /// <param name="target">To what.</param>
    /// <param name="now">The server's time.</param>
    /// <param name="asker">Who reads the explanation, and may learn names or not; null: the actor.</param>
    public static Explanation Explain(Actor actor, Permission permission, in Target target, DateTimeOffset now, Actor? asker = null) =>
        new Reasons(actor.At(now), permission, target, now, asker ?? actor).Of(Decide(actor, permission, target, now));

    /// <summary>What the actor may ask for against this refusal; nothing where no request cures it, or nothing may be said.</summary>
    public static IReadOnlyList<Remedy> Askable(Actor actor, Permission permission, in Target target, DateTimeOffset now) =>
        Decide(actor, permission, target, now) is { Allowed: false, Hidden: false } refused
            ? Askables.For(actor.At(now), permission, target, refused.Ground, now) : [];

    /// <summary>
    /// The sentence of <see cref="Explain"/> alone, for the one whose permission it is: without looking for who can help, so that a page
    /// may ask it of every row.
    /// </summary>
    public static string Sentence(Actor actor, Permission permission, in Target target, DateTimeOffset now) =>
        new Reasons(actor.At(now), permission, target, now, actor).Of(Decide(actor, permission, target, now), withHelp: false).Sentence;
}
