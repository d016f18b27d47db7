namespace Usher.Client;

/// <summary>Why there is no decision. Whatever it is, the answer is no.</summary>
public enum Fault
{
    /// <summary>Usher did not answer in time, or did not finish its answer.</summary>
    TimedOut,

    /// <summary>Usher cannot be reached, or the connection broke.</summary>
    Unreachable,

    /// <summary>Usher does not accept the key, or the key may not ask.</summary>
    NotAdmitted,

    /// <summary>Usher refused the request, or answered with an error.</summary>
    Refused,

    /// <summary>What came is not an answer of the decision API.</summary>
    NotAnAnswer,
}

/// <summary>The answer to a question: yes only if Usher said so.</summary>
public readonly record struct Answer
{
    private Answer(bool allowed, Fault? fault) => (Allowed, Fault) = (allowed, fault);

    /// <summary>Whether the subject may. False whenever there is a <see cref="Fault"/>.</summary>
    public bool Allowed { get; }

    /// <summary>Why there is no decision; null: this is Usher's decision.</summary>
    public Fault? Fault { get; }

    /// <summary>What Usher decided.</summary>
    public static Answer Decided(bool allowed) => new(allowed, null);

    /// <summary>There is no decision: no.</summary>
    public static Answer Without(Fault fault) => new(false, fault);
}

/// <summary>
/// A search has no answer, or no whole one. Unlike a question it cannot be answered by no: a list that lacks something looks like any
/// other.
/// </summary>
/// <param name="fault">Why.</param>
public sealed class SearchFailed(Fault fault) : Exception($"Usher's decision API did not answer the search: {fault}.")
{
    /// <summary>Why.</summary>
    public Fault Fault { get; } = fault;
}
