namespace Usher.Calls.Engine;

/// <summary>The constants of the engine. All were set by hand; within half or twice their value the answers change little.</summary>
internal sealed record AnswerTuning
{
    public static AnswerTuning Default { get; } = new();

    // Cutting clauses: the length they should have, in words, and what a cut costs that is no end of a sentence.
    public double IdealLength { get; init; } = 15;
    public double LengthSpread { get; init; } = 9;
    public double PauseCut { get; init; } = 2;
    public double JointCut { get; init; } = 2.2;
    public double PauseJointCut { get; init; } = 1.2;
    public double Crossing { get; init; } = 0.8;

    // Reading the question: what words weigh that are about asking, that reports use, or that only begin alike.
    public double AskingWeight { get; init; } = 0.15;
    public double AskingTopicWeight { get; init; } = 0.3;
    public double AbstractWeight { get; init; } = 0.5;
    public double KinWeight { get; init; } = 0.6;
    public double MostMissing { get; init; } = 2;
    public double MissingPair { get; init; } = 0.4;

    // Whether anything answers: see Evidence. The more calls are looked at, the more is there by chance.
    public double EvidenceWidth { get; init; } = 100;
    public double FloorOfPassing { get; init; } = 0.47;
    public double FloorOfOne { get; init; } = 0.26;
    public double FloorOfTwo { get; init; } = 0.25;
    public double FloorOfMany { get; init; } = 0.15;
    public double FloorOfKnown { get; init; } = 0.58;
    public double FloorOfNamed { get; init; } = 0.6;
    public double FloorPerCalls { get; init; } = 0.1;

    // Where the answer lies: widths are in words.
    public double[] Widths { get; init; } = [15, 60, 150, 400, 1000];
    public double Saturation { get; init; } = 0.7;
    public double Bm25Weight { get; init; } = 1;
    public double NamedWeight { get; init; } = 2;
    public double KindWeight { get; init; } = 0.5;
    public double FeedbackWeight { get; init; } = 0.5;
    public int FeedbackClauses { get; init; } = 25;
    public int FeedbackTerms { get; init; } = 20;

    // Choosing: Right weighs the right place against the expected words.
    public double LeastScore { get; init; } = 0.3;
    public double WordPower { get; init; } = 6;
    public double AskedWords { get; init; } = 1;
    public double Decay { get; init; } = 0.3;
    public double Right { get; init; } = 0.2;
    public double Sharpness { get; init; } = 2;
    public double Near { get; init; } = 0.1;
    public double LengthPower { get; init; } = 0.5;
    public double ClarityPower { get; init; } = 1.5;
    public double QuestionPenalty { get; init; } = 0.5;
    public int Target { get; init; } = 80;
}
