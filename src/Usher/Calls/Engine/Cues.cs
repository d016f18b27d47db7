using System.Collections.Frozen;

namespace Usher.Calls.Engine;

/// <summary>
/// The turns of phrase that show what a clause is for: some say it outright, others hint at it; a clause with several is surer than with
/// one.
/// </summary>
internal static class Cues
{
    private const double Second = 0.4;

    private static readonly FrozenDictionary<SummaryKind, (double Weight, Phrasebook Phrases)[]> All =
        new Dictionary<SummaryKind, (double, Phrasebook)[]>
    {
        [SummaryKind.About] =
        [
            (3, new("""
                (reason|purpose|point) (for|of) (the|this|today's|our) (call|meeting|conversation) | agenda
                (call|meeting|conversation|hour) (is|was) (to|about|for) | kick-off | kickoff | kick off meeting
                (i|we) (have|had|have got) [just] (one|two|three|four|five|a few|a couple of) (things|points|topics|items|questions)
                (i've|we've) [got] [just] (one|two|three|four|five|a few|a couple of) (things|points|topics|items|questions)
                what (i'd|i would) like to (do|cover)
                (wanted|want|like|need) to (talk|go|run|walk|speak|chat|discuss|know|understand|look) (about|through|over|to|how|whether
                    where|at|what)
                we're here (to|because)
                this (call|meeting) is | this is about
                this is (a|an|our) [*] (call|meeting|conversation|review|demo|demonstration|handover|kick-off|follow-up|check-in)
                today (we|is|i|it's) | you (asked|wrote|called|rang|emailed) (about|because|to|me|us|that)
                (calling|ringing|phoning|writing) (about|because|to) | (two|three|four|five) things
                """)),
            (1.5, new("""
                let's (talk|start|begin) (about|with) | first of all | where we (are|stand) | what (we|you|i) need
                main (thing|topic|point) | (we're|we are) (a|an|the|looking|trying|going|moving|planning|thinking|running|rolling|opening)
                at the moment | the (problem|question|idea|trouble) is | the plan
                """)),
        ],
        [SummaryKind.Decisions] =
        [
            (3, new("""
                let's (go with|go ahead|do (that|it|the)|say|agree|settle|leave it at|make it|keep|drop|use|take|stick|call it|move|start)
                (we|i|we've|i've|we have|i have) (decided|agreed|settled|chosen)
                (we'll|i'll|we will|i will|we're going to|we are going to|we're gonna) (go [ahead] with|go ahead|go for
                    take (it|that|the|both|two|three)|stick|keep|use|sign|drop|have the)
                (that's|it's|that is|is|are|all|so) (agreed|decided|settled|a deal|approved|done then|a yes|off the table)
                (we've|we have) [got] a deal | it's a deal | to be clear | we're going with
                decision is | final (decision|answer) | signed off | you have (a|my) (deal|word|yes|approval)
                (put|count) (me|us) (down for|in) | i accept | i'll sign | then (we're|we are|it's|it is) (agreed|settled)
                yes to (the|both|that|all)
                (you've|you have) got (it|yourself a)
                """)),
            (1.6, new("""
                agreed | approve | approved | (yes|okay|fine|good|right) (let's|we'll do|do (that|it)) | we'll (do|have|make|leave|offer)
                (i'm|i am) happy (with|to) | works for (me|us) | that stays | decided
                so (we're|it's|that's|we) (having|doing|using|going|keeping|making)
                we (should|have to) (go (with|for)|use|keep) | i can (do|live with|accept|sign) | stays as
                """)),
        ],
        [SummaryKind.NextSteps] =
        [
            (3, new($$"""
                (i'll|we'll|he'll|she'll|they'll|(i|we|he|she|they) will|(i'm|we're|he's|she's|they're) (going to|gonna)
                    (i am|we are) going to) [then|also|just|still|try (to|and)|go and|have to|need to|personally] {{DoIt}}
                next (step|steps) | action (item|items|point|points)
                (you'll|you will) (have|get|receive|hear) [it|that|them|this|everything] (from|by|back|the|a|an|my|our|tomorrow|on|before)
                (it'll|that'll|it will|that will) be (with you|in (your|his|her) (inbox|hands))
                leave (it|that|this) with me
                """, ("deed", Deeds))),
            (1.8, new($$"""
                (can|could|would|will) you [please|just|also|then|maybe] {{DoIt}} | please {{DoIt}}
                (i|we|you|he|she|they) (need|have) to {{DoIt}} | let me {{DoIt}}
                (i|we) can (send|share|email|book|set up|arrange|draft|prepare|have)
                and (i|you) (talk|speak|send|ring|call|check|write) (to|with|the|it|me|you|her|him|them)
                """, ("deed", Deeds))),
        ],
        [SummaryKind.OpenQuestions] =
        [
            (2.6, new("""
                open question | still (open|unclear|undecided|to be (decided|confirmed))
                (haven't|hasn't|not) [yet] (decided|been decided|agreed|worked out|figured out|heard back)
                (to be|tbd|tbc) (decided|confirmed)
                (don't|doesn't) know (yet|whether|if|how|when|who|what) | need to (find out|figure out|clarify|know (whether|if|who|when))
                (i'd|i would|i'll|i|we) (need|have) to (check|ask|find out|come back)
                not (clear|sure) [about] (yet|whether|if|how|who|when|why|what) | (no|not an|not a) (answer|decision) yet | the question is
                (remains|remain) (open|unclear|to be) | (that's|it's) [still] [an] open
                """)),
        ],
        [SummaryKind.ObjectionsAndRisks] =
        [
            (3, new("""
                (my|our|the|main|biggest|one|real|only|a|your|their) [*] (concern|concerns|worry|worries|fear|fears|risk|risks|objection
                    objections|problem|problems|issue|issues|trouble|difficulty|catch|drawback|downside)
                (i'm|we're|i am|we are|he's|she's|they're) [*] (worried|concerned|nervous|afraid|hesitant|reluctant|uncomfortable|unhappy
                    frustrated|disappointed|sceptical|skeptical|not (happy|comfortable|convinced|sure (about|that)))
                too (expensive|high|much money|dear|slow|late|risky|complicated|long) | more than (we|i) (can|have|budgeted|pay)
                over [our|the] budget | (no|not in the|haven't got the|don't have the) budget | deal-breaker | dealbreaker
                (scares|scared|worries|bothers|bother) (me|us)
                (could|might|may|will|would|going to) (cancel|leave|walk away|go elsewhere|switch|churn)
                going out to [the] (market|tender) | what if
                (won't|can't|doesn't|didn't|isn't) (work|accept|sign|approve|fly|integrate|scale|happen) | non-starter | push-back
                pushback | not acceptable | unacceptable | fed up | not good enough
                """)),
            (1.4, new("""
                concern | concerns | concerned | worry | worried | worries | worrying | risk | risks | risky | problem | problems | issue
                issues | expensive | delay | delays | delayed | outage | broke | broken | fail | fails | failed | failure | failing
                complain | complaint | complaints | complained | complaining | mistake | mistakes | penalty | penalties | cheaper
                embarrassing | (was|were|been|is|are|it's) [*] late | lost (the|a|an|our|two|three|some) | overdue | struggle | struggling
                stuck | missing | wrong
                (can't|cannot|won't) (wait|afford|justify|risk|promise|guarantee|commit|do) | hate | hates | hated | annoying | annoyed
                nobody (could|told|answered|knew)
                """)),
        ],
        [SummaryKind.Competitors] =
        [
            (3, new("""
                competitor | competitors | competing | competition | rival | rivals
                (also|other) (vendor|vendors|supplier|suppliers|provider|providers|bidder|bidders|quote|quotes|offer|offers)
                (quote|offer|demo|proposal|pitch|bid|price|trial|pilot) (from|by)
                (switch|switched|switching) [over] to | (move|moved|moving|go|going|went|change|changed|changing) over to | instead of
                versus | vs | compare | compared | comparing | (better|cheaper|dearer) than | alternative | alternatives | shortlist
                shortlisted
                (under|below|undercut|undercuts|undercutting|beat|beats|beating|match|matches|matching) (you|us|your|our|their) | incumbent
                in the running | evaluate | evaluated | evaluating
                (current|existing|present|old|previous) (vendor|supplier|provider|system)
                came in at | who else | the other (one|lot|company|supplier|vendor)
                """)),
            (1, new("""
                (piece of paper|letter|email) [*] from | wanted | offered | quoted | charge | charges | charged | promise | promised
                cheaper | dearer | (talking|spoke|speaking|talked) to | (look|looked|looking) at | against | rather than | them and
                (leave|leaving) for | they say
                """)),
        ],
    }.ToFrozenDictionary();

    /// <summary>What somebody is to do, of which it can be said afterwards that it is done.</summary>
    private const string DoIt = """
        ({deed}|set up|put [*] [*] (together|in|on|down|through)|follow up|(come|get) back|look (into|at)|find out
            let (you|them|him|her|everyone|everybody) know|take (it|that|this) (to|up|away)
        break (it|that) out|do (that|the)|make sure|give (you|them|him|her))
        """;

    public static FrozenSet<string> Deeds => Lexicon.Set("""
        send share email e-mail mail forward call ring phone check ask talk speak book schedule prepare draft write get confirm update
        introduce brief arrange organise organize invite add review fix order issue raise
        tell bring circulate file sign test finish start pay change move replace ship deliver install log escalate open run pull include
        sort rework redo resend re-send chase text message show try drop visit meet
        collect credit refund train turn switch join
        """);

    /// <summary>How strongly words bear the cues of a kind: 0 not at all, 3 outright, a little more with several.</summary>
    public static double Strength(SummaryKind kind, CallText text, int first, int end)
    {
        double best = 0, others = 0;
        foreach (var (weight, phrases) in All.GetValueOrDefault(kind) ?? [])
            if (phrases.IsIn(text, first, end))
                (best, others) = (Math.Max(best, weight), others + Math.Min(best, weight));
        return best + Second * others;
    }

    /// <summary>What follows the name of somebody who is about to do something.</summary>
    public static readonly Phrasebook Does = new($$"""
        (will|is (going to|gonna)) [then|also|just|still|try (to|and)|have to|need to] {{DoIt}}
        (rings|calls|sends|changes|writes|checks|talks|books|takes|prepares|speaks|brings|confirms|gets|signs)
        """, ("deed", Deeds));

    /// <summary>What follows a question that nobody could answer.</summary>
    public static readonly Phrasebook NoAnswer = new("""
        (i|we) (don't|do not|didn't) know | not sure | no idea | (have|need) to (check|ask|find out|look) | good question
        let me (check|find out|come back|look|ask) | can't (say|tell|answer|put a number) | (hard|difficult|too early) to (say|tell)
        (i'll|we'll|i will|we will) (check|find out|ask|come back|get back|look into) | we'll see | nobody knows | depends | not yet
        couldn't (say|tell) | wish i knew
        """);

    /// <summary>The beginning of an answer that agrees.</summary>
    public static readonly Phrasebook Yes =
        new("yes | yeah | yep | sure | of course | okay | ok | certainly | absolutely | i will | i can | will do | no problem | happy to " +
            "| consider it done | done | fine");

    /// <summary>How people begin before they begin.</summary>
    public static readonly Phrasebook Greeting =
        new("hello | hi | good (morning|afternoon|evening) | thank you | thanks | sorry | nice to (meet|see) | how are you | (can|do) " +
            "you (hear|see) | (hear|see) me");

    /// <summary>Words of buying and selling.</summary>
    public static readonly Phrasebook Commercial = new("""
        price | prices | cost | costs | discount | rebate | contract | agreement | budget | fee | fees | invoice | invoices | renewal
        renew | term | terms | deposit | quote | offer | rate | margin | credit | credits | deadline | go-live | launch | delivery | deliver
        licence | license | licences | list | fine | penalty | pay | pays | paid | spend | charge | save | saves | order | orders
        """);

    /// <summary>A speaker sums up what was said: what is there was meant to be kept.</summary>
    public static readonly Phrasebook Recap = new("""
        (to|let me|let's|quick|i'll|i'm going to) (recap|re-cap|summarise|summarize|sum up|(play|read|say) (it|that|the *|this) back)
        to be clear | in summary | so (you'll have|we have|we've got|i have|i've got) | just to confirm | repeat (that|it) back
        that's (two|three|four|five|six) things
        """);

    /// <summary>What sounds like a promise or a decision and is only a way of talking.</summary>
    public static readonly Phrasebook Idle = new("""
        (i'll|i will|let me|i'd) [just] (tell you|be (honest|quick|brief|frank)|ask you|put it (this|another|like)
            get (to|this wrong|shot|fired|killed)|start (with|by)|do (it|the sum)|think|see|check (my|the screen)|ask (what|about|it))
        as i said | i'll never | can i ask
        if (i|we|you|they|he|she|it) | would (have|be) | (talk|speak) to you | call it a day | used to | like to say
        """);
}
