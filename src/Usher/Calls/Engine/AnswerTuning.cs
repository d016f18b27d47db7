namespace Usher.Calls.Engine;

/// <summary>The constants of the ranking, set by hand.</summary>
internal sealed record AnswerTuning
{
    public static AnswerTuning Default { get; } = new();

    // Clauses
    public double IdealLength { get; init; } = 16;
    public double LengthSpread { get; init; } = 8;
    public double PauseCut { get; init; } = 1.0;
    public double JointCut { get; init; } = 1.2;
    public double PauseJointCut { get; init; } = 0.6;
    public double Crossing { get; init; } = 0.8;

    // Question
    public double AskingWeight { get; init; } = 0.15;
    public double NamedWeight { get; init; } = 0.5;

    // Where
    public double[] Widths { get; init; } = [15, 60, 150, 400, 1000];
    public double[] WidthWeights { get; init; } = [1, 1, 1, 1, 1];
    public double Saturation { get; init; } = 0.7;
    public double Bm25Weight { get; init; } = 1;
    public double FeedbackWeight { get; init; } = 1;
    public int FeedbackClauses { get; init; } = 25;
    public int FeedbackTerms { get; init; } = 20;
    public double Sharpness { get; init; } = 2;
    public double IdfPower { get; init; } = 1;

    // Choice
    public double WordPower { get; init; } = 1.5;
    public double Right { get; init; } = 0.2;
    public double Near { get; init; } = 0.0;
    public double QuestionPenalty { get; init; } = 0.5;
    public double LengthPower { get; init; } = 0.5;
    public double AskedWords { get; init; } = 1;
    public int Budget { get; init; } = 90;
    public int Target { get; init; } = 80;
    public int MostQuotes { get; init; } = 6;
    public double Decay { get; init; } = 0.5;
}
