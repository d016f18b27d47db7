using Usher.Access;

namespace Usher.Platform;

/// <summary>Whether the caller may do something to a thing: goes with the thing, so that no page guesses from a role's name.</summary>
/// <param name="Allowed">The decision.</param>
/// <param name="Why">When refused: the sentence a person reads.</param>
public sealed record May(bool Allowed, string? Why)
{
    /// <summary>Allowed.</summary>
    public static May Yes { get; } = new(true, null);

    /// <summary>Asks the one function that decides.</summary>
    public static May Ask(Work work, Permission permission, in Target target)
    {
        var decision = Authorizer.Decide(work.Actor, permission, target, work.Now);
        return decision.Allowed ? Yes : new(false, Authorizer.Sentence(work.Actor, permission, target, work.Now));
    }

    /// <summary>Allowed when one of two permissions is; refused, it says what lacks of the first.</summary>
    public static May Either(Work work, Permission one, Permission other, in Target target) =>
        Ask(work, other, target).Allowed ? Yes : Ask(work, one, target);

    /// <summary>Allowed as far as nothing about the thing itself prevents it just now.</summary>
    /// <param name="against">What the act itself would answer; null: nothing.</param>
    public May Unless(Refusal? against) => Allowed && against is not null ? new(false, against.Sentence) : this;
}
