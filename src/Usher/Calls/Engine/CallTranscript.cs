using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>A call as the engine reads it. What is given here is all the engine knows: no statistic comes from elsewhere.</summary>
/// <param name="Call">The call's id, carried through to each line of an answer.</param>
/// <param name="Title">The call's title.</param>
/// <param name="Turns">What was said, in order.</param>
/// <param name="Start">When the call began.</param>
public sealed record CallTranscript(Guid Call, string Title, IReadOnlyList<Turn> Turns, DateTimeOffset Start)
{
    /// <summary>Names that belong to the call itself: attendees, their addresses, the account. None of them is a competitor.</summary>
    public IReadOnlyList<string> Ours { get; init; } = [];

    /// <summary>The account that the call is with, as the recorder wrote it; null when it named none.</summary>
    public string? Account { get; init; }

    /// <summary>
    /// The speakers who are not of the company whose call it is, as the turns write them; empty when nobody can be told apart.
    /// </summary>
    public IReadOnlySet<string> OtherSide { get; init; } = new HashSet<string>();

    /// <summary>Held as sensitive: it is given to no model.</summary>
    public bool Held { get; init; }

    /// <summary>Where the turns are in the call when only some are given; null: all are.</summary>
    public IReadOnlyList<int>? Places { get; init; }
}

/// <summary>Words quoted from a call.</summary>
/// <param name="Turn">The number of the turn, from zero.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="At">When in the call the turn begins; null when the transcript has no times.</param>
/// <param name="Text">The quoted words: word for word and contiguous in that turn.</param>
public sealed record Quotation(int Turn, string Speaker, TimeSpan? At, string Text);

/// <summary>One line of an answer: a quotation and the call it comes from.</summary>
public sealed record AnswerLine(Guid Call, Quotation Quote);

/// <summary>A question that may come next.</summary>
/// <param name="Question">The question.</param>
/// <param name="From">The calls by which it is known that they have something about it.</param>
public sealed record FollowUp(string Question, IReadOnlyList<Guid> From);

/// <summary>The answer to a question.</summary>
/// <param name="Lines">Quotations, calls by their start and quotations in the order they were said; empty when nothing answers.</param>
/// <param name="By">Which engine chose them.</param>
public sealed record Answer(IReadOnlyList<AnswerLine> Lines, WrittenBy By)
{
    /// <summary>Whether what it quotes speaks of most of what was asked; otherwise it may miss the point.</summary>
    public bool Sure { get; init; } = true;

    /// <summary>What somebody may want to ask next.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>Nothing in the given calls answers the question.</summary>
    public static Answer None { get; } = new([], WrittenBy.Offline);

    /// <summary>Whether nothing in the given calls answers the question.</summary>
    public bool IsNone => Lines.Count == 0;
}

/// <summary>Which engine chose the quotations.</summary>
/// <param name="Model">The model's name, or null for the offline engine.</param>
public sealed record WrittenBy(string? Model)
{
    /// <summary>The engine that works without any model.</summary>
    public static WrittenBy Offline { get; } = new((string?)null);
}
