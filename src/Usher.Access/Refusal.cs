namespace Usher.Access;

/// <summary>Why an act was refused: a named, one-line record, never a bare string.</summary>
/// <param name="Sentence">What a person reads: what is wrong and what to do.</param>
public abstract record Refusal(string Sentence)
{
    /// <summary>The stable name: it appears in problem details, logs and the audit trail.</summary>
    public string Code => StoredNames.Of(GetType());
}

/// <summary>The decision was no.</summary>
/// <param name="Permission">What was asked for.</param>
/// <param name="Ground">What decided.</param>
public sealed record NotAllowed(Permission Permission, Ground Ground) : Refusal($"You can't {Permission.Meaning}.")
{
    /// <summary>
    /// Says why, and who can help, to the one who was refused: worked out only when somebody wants to read it. Null when nobody is known to
    /// tell.
    /// </summary>
    public Func<Explanation>? Why { get; init; }
}

/// <summary>There is no such thing, or none that the caller may know of.</summary>
public sealed record NotFound() : Refusal("Not found, or not visible to you.");
