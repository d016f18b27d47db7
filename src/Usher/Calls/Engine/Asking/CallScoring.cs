namespace Usher.Calls.Engine.Asking;

/// <summary>How what is known of a clause is weighed for a question to calls with customers.</summary>
internal sealed record CallScoring
{
    public static CallScoring Default { get; } = new();

    // What a word counts that is in the clause, in its turn, in the turns before (a question, or a statement) and after it, in the title.
    public double OfTurn { get; init; } = 0.15;
    public double OfQuestionBefore { get; init; } = 0.8;
    public double OfBefore { get; init; } = 0.3;
    public double OfSecondBefore { get; init; } = 0.1;
    public double OfEarlier { get; init; } = 0.15;
    public double OfAfter { get; init; } = 0.1;
    public double OfLater { get; init; } = 0.07;
    public double OfCall { get; init; } = 0.09;
    public double OfTitle { get; init; } = 0.2;

    // How alike two words are at least, and how fast one counts less that is less alike.
    public double LeastAlike { get; init; } = 0.5;
    public double AlikePower { get; init; } = 1;
    public double AlikeWeight { get; init; } = 0.8;

    public double Amount { get; init; } = 0.7;
    public double Named { get; init; } = 0.08;
    public double NamedSpeaker { get; init; } = 0.15;
    public double Kind { get; init; } = 0.25;
    public double KindOfNamed { get; init; } = 0.3;
    public double LeastKind { get; init; } = 0.7;
    public double Number { get; init; } = 2;
    public double Time { get; init; } = 2;
    public double Price { get; init; } = 0.05;
    public double IsQuestion { get; init; } = 0.6;
    public double Short { get; init; } = 0.75;
    public double OtherCall { get; init; } = 0.12;
    public double FarFromName { get; init; } = 0.12;
    public double OtherSpeaker { get; init; } = 0.1;
    public double Learned { get; init; } = 0.14;
    public double ByHand { get; init; } = 0.25;
    public double Own { get; init; } = 0.35;

    // Choosing.
    public double Least { get; init; } = 0.55;
    public int Most { get; init; } = 3;
    public int Words { get; init; } = 70;
    public double LeastContent { get; init; } = 0.38;
}
