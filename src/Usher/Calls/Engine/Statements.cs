namespace Usher.Calls.Engine;

/// <summary>
/// Tells how sure a clause is a decision or a next step: by what it says, what it replies to, and what is said to it. What each sign weighs was
/// learned from calls in which a person had marked them.
/// </summary>
internal sealed class Statements(CallText text, Speech speech)
{
    /// <summary>How many signs there are.</summary>
    public const int Signs = 31;

    private const int Opening = 14;
    private const double Unsaid = 0.34;

    private static readonly Phrasebook Will = new("""
        i'll | we'll | i will | we will | (i'm|we're|i am|we are) (going to|gonna|seeing|doing) | you'll (have|get|hear|see) | leave it with me
        (he'll|she'll|they'll) | (it'll|that'll) be
        """);

    private static readonly Phrasebook Offer = new("""
        i can | i could | we can | we could | i'd (suggest|propose|like|want|put|do|say|move|take|write) | how about | what if | let me
        """);

    private static readonly Phrasebook Settle = new("""
        let's | then (we|it's|that's|i|you|the|start|forty|two) | agreed | done | decision | deal | settled | i can do | i'll give you | i'll take
        we'll (have|do|go|keep|take|pay|use|start|leave) | that works | so (it's|that's|we) | (becomes|stays|comes off|goes) | no charge | only as
        (i'll|i can|we'll) (approve|accept|sign|waive|drop) | fixed | from the first | instead of
        """);

    private static readonly Phrasebook Agree = new("""
        yes | yeah | yep | okay | ok | agreed | done | fine | good | great | perfect | deal | right | that works | works | sure | thank you | thanks
        i'll do | will do | fair | that's fair | i can do | lovely | noted | got it | of course
        """);

    private static readonly Phrasebook Request = new("""
        (can|could|would|will) you | please | ask (him|her|them) | find out | put (it|that) (in|on) | send (me|us|it) | ring (him|her|them) | tell (him|her|them|me)
        (i'd|i would) (like|want|need) | i (need|want) | by when | who (will|does|is) | when (can|will|could)
        """);

    private static readonly Phrasebook Past = new("""
        (i|we|they|he|she|you) (was|were|had|did|said|told|asked|thought|got|went|came|used|wrote|rang|called|sent|made|gave|took|saw|heard)
        (i've|we've|they've|you've|he's|she's) (been|had|got|done|seen) | would have | used to | last (week|month|year) | yesterday
        """);

    private static readonly Phrasebook Deed = new($$"""{deed} (it|that|the|them|him|her|me|us|a|with|to|everyone|your|my)""", ("deed", Cues.Deeds));

    /// <summary>The signs of a clause.</summary>
    public double[] Of(Clause clause)
    {
        var turn = clause.Turn;
        var (before, after) = (Other(turn, -1), Other(turn, 1));
        var topics = speech.Topics(clause);
        var time = SpokenNumbers.Time(text, clause.First, clause.End) is not null;
        var steps = Cues.Strength(SummaryKind.NextSteps, text, clause.First, clause.End);
        var decisions = Cues.Strength(SummaryKind.Decisions, text, clause.First, clause.End);
        var will = Is(Will, clause);
        var agreed = after is var (a, z) && z > a && Agree.BeginsAt(text, a, z);
        var requested = before is var (b, y) && y > b && (Request.IsIn(text, b, y) || text.Gaps[y - 1] == Gap.Question);
        var place = (double)clause.First / Math.Max(1, text.Words.Length);
        return
        [
            1, steps >= 3 ? 1 : 0, steps > 0 ? 1 : 0, decisions >= 3 ? 1 : 0, decisions > 0 ? 1 : 0,
            Commitment.Named(text, clause.First, clause.End) >= 0 ? 1 : 0, time ? 1 : 0, will ? 1 : 0, will && time ? 1 : 0,
            Is(Cues.Recap, clause) || Recaps(clause.Turn) ? 1 : 0, Is(Cues.Idle, clause) ? 1 : 0, place, place > 0.85 ? 1 : 0, clause.IsQuestion ? 1 : 0,
            Is(Offer, clause) ? 1 : 0, Is(Settle, clause) ? 1 : 0, agreed ? 1 : 0, requested ? 1 : 0, will && requested ? 1 : 0,
            Agree.BeginsAt(text, text.First(turn), clause.End) ? 1 : 0, Echo(topics, before), Echo(topics, after),
            Is(Past, clause) ? 1 : 0, Deed.IsIn(text, clause.First, clause.End) ? 1 : 0,
            SpokenNumbers.Amounts(text, clause.First, clause.End) > 0 ? 1 : 0, Math.Min(6, topics.Count) / 6.0,
            SumsUp(turn) ? 1 : 0, SumsUp(turn) && place > 0.6 ? 1 : 0, Said(clause, topics), Rule(clause) ? 1 : 0,
            before is var (c, x) && x > c && Offer.IsIn(text, c, x) && Agree.BeginsAt(text, text.First(turn), clause.End) ? 1 : 0,
        ];
    }

    /// <summary>How sure it is, from 0 to 1; 0 for other kinds than decisions and next steps.</summary>
    public double Sure(SummaryKind kind, Clause clause)
    {
        var weights = kind == SummaryKind.NextSteps ? NextSteps : kind == SummaryKind.Decisions ? Decisions : null;
        if (weights is null) return 0;
        var signs = Of(clause);
        double sum = 0;
        for (var i = 0; i < Signs; i++) sum += weights[i] * signs[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    private static readonly double[] Decisions =
    [
        -3.75, -0.24, 0.00, 0.22, 0.43, 0.51, 0.48, 0.43, -0.16, 0.08, 0.29, 1.84, -0.55, -0.54, 0.37, 0.92, 0.16, -0.15, 0.42, 0.40, 0.05,
        0.31, -0.42, 0.28, -0.60, 0.41, 0.35, 0.90, 0.43, 0.49, 0.19,
    ];

    private static readonly double[] NextSteps =
    [
        -3.96, 0.83, 0.62, -0.21, 0.20, 0.21, 1.36, 0.87, 0.51, -0.05, -0.20, 1.80, 0.51, -0.85, 0.75, 0.37, 0.36, 0.08, -0.01, 0.08, -0.17,
        -0.46, -0.24, 0.74, -0.70, 0.28, 0.19, 0.51, 0.50, 0.03, 0.11,
    ];

    // “So: webhook Monday, certificate Wednesday, …”: a turn that begins with so and strings several things together.
    private bool SumsUp(int turn)
    {
        var (first, end) = (text.First(turn), text.End(turn));
        if (end - first < 14) return false;
        var so = false;
        for (var i = first; i < Math.Min(end, first + 5); i++)
            so |= text.Words[i].Form.Form is "so" or "recap" or "homework" or "decision" or "summary";
        var pieces = 0;
        for (var i = first; i < end; i++) pieces += text.Gaps[i] != Gap.None ? 1 : 0;
        return so && pieces >= 4;
    }

    // Which share of its topics the call had spoken of before this turn.
    private double Said(Clause clause, HashSet<int> topics)
    {
        if (topics.Count == 0) return 0;
        firsts ??= FirstSaid();
        var start = text.First(clause.Turn);
        return topics.Count(t => firsts.GetValueOrDefault(t, int.MaxValue) < start) / (double)topics.Count;
    }

    private Dictionary<int, int>? firsts;

    private Dictionary<int, int> FirstSaid()
    {
        var said = new Dictionary<int, int>();
        for (var i = 0; i < text.Words.Length; i++) said.TryAdd(text.Words[i].Form.Stem, i);
        text.Steps += text.Words.Length;
        return said;
    }

    private static readonly Phrasebook Ruling = new("""
        (from|until|only|both|all|each|every|nobody|everyone|no) [*] [*] (first|month|monday|tuesday|wednesday|thursday|friday|year|quarter|goes|gets|is)
        (is|are|goes|go|come|comes|gets|stays|starts|start|becomes) (to|at|off|on|in|from|first|only|automatic|free|ours|yours)
        for (a|one|two|three|four|six|eight|nine|ten|twelve) (day|days|week|weeks|month|months|quarter|year|years)
        """);

    private bool Rule(Clause clause) => Ruling.IsIn(text, clause.First, clause.End);

    private bool Is(Phrasebook phrases, Clause clause) => phrases.IsIn(text, clause.First, clause.End);

    // The turn sums up: from where it begins to its end.
    private bool Recaps(int turn) => Cues.Recap.IsIn(text, text.First(turn), text.End(turn));

    // What the other one says right before or after: of a reply its beginning, of what is replied to its end.
    private (int First, int End)? Other(int turn, int step)
    {
        var at = turn + step;
        if (at < 0 || at >= text.Call.Turns.Count) return null;
        return step > 0 ? (text.First(at), Math.Min(text.End(at), text.First(at) + Opening))
            : (Math.Max(text.First(at), text.End(at) - 2 * Opening), text.End(at));
    }

    private double Echo(HashSet<int> topics, (int First, int End)? other)
    {
        if (other is not var (first, end) || topics.Count == 0) return 0;
        var seen = new HashSet<int>();
        for (var i = first; i < end; i++)
            if (topics.Contains(text.Words[i].Form.Stem)) seen.Add(text.Words[i].Form.Stem);
        return Math.Min(1, seen.Count / (Unsaid * topics.Count + 1));
    }
}
