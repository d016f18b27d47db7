using System.Text.RegularExpressions;

namespace Usher.Calls.Engine;

/// <summary>A turn of phrase that shows what a clause is for.</summary>
/// <param name="Kind">The part of a summary it belongs in.</param>
/// <param name="Weight">How sure it is: 3 says it outright, 1 hints.</param>
/// <param name="Pattern">What is looked for.</param>
internal sealed record Cue(SummaryKind Kind, double Weight, Regex Pattern);

/// <summary>The turns of phrase the engine knows, by part of a summary.</summary>
internal static partial class Cues
{
    private const string Begin = @"(?<![\w'])(?:";
    private const string End = ")";
    private const RegexOptions Loose = RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant;

    private const string Do =
        "(?:send|share|e-?mail|mail|forward|call|ring|phone|check|ask|talk|speak|set\\s+up|book|schedule|prepare|draft|write|put\\s+together|put\\s+\\w+\\s+(?:in|on|together)"
        + "|follow\\s+up|come\\s+back|get\\s+back|get|look\\s+into|look\\s+at|find\\s+out|confirm|update|introduce|brief|arrange|organi[sz]e|invite|add|review|fix|order|issue|raise"
        + "|let\\s+(?:you|them|him|her|everyone|everybody)\\s+know|tell|bring|circulate|file|sign|test|finish|start|pay|change|move|replace|ship|deliver|install|log|escalate"
        + "|open\\s+a|run|take\\s+(?:it|that|this)\\s+(?:to|up)|pull|include|break\\s+(?:it|that)\\s+out|do\\s+(?:that|it|the)|make\\s+sure|sort|rework|redo|re-?send|chase|text|message|give\\s+(?:you|them|him|her))";

    public static readonly IReadOnlyList<Cue> All =
    [
        new(SummaryKind.About, 3, AboutOutright),
        new(SummaryKind.About, 1.5, AboutHinted),
        new(SummaryKind.Decisions, 3, DecisionsOutright),
        new(SummaryKind.Decisions, 1.6, DecisionsHinted),
        new(SummaryKind.NextSteps, 3, NextStepsOutright),
        new(SummaryKind.NextSteps, 1.8, NextStepsHinted),
        new(SummaryKind.OpenQuestions, 3, OpenQuestionsOutright),
        new(SummaryKind.ObjectionsAndRisks, 3, ObjectionsAndRisksOutright),
        new(SummaryKind.ObjectionsAndRisks, 1.4, ObjectionsAndRisksHinted),
        new(SummaryKind.Competitors, 3, CompetitorsOutright),
        new(SummaryKind.Competitors, 1, CompetitorsHinted),
    ];

    [GeneratedRegex(Begin + """
        (?:reason|purpose)\s+(?:for|of)\s+(?:the|this|today's|our)\s+(?:call|meeting) | agenda | (?:here|today|call|meeting|conversation)\s+(?:is|was)\s+(?:to|about)
        | (?:i|we)\s+(?:have|had|'ve\s+got|have\s+got)\s+(?:two|three|four|five|a\s+few|a\s+couple\s+of)\s+(?:things|points|topics|items)
        | (?:wanted|want|like|need)\s+to\s+(?:talk|go|run|walk|speak|chat|discuss)\s+(?:about|through|over|to) | kick-?off | we're\s+here\s+(?:to|because) | what\s+(?:i'd|i\s+would)\s+like\s+to\s+(?:do|cover)
        | this\s+(?:call|meeting)\s+is | today\s+(?:we|is) | you\s+(?:asked|wrote|called|rang|e-?mailed)\s+(?:about|because|to|me) | thanks\s+for\s+(?:making|taking)\s+the\s+time
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex AboutOutright { get; }

    [GeneratedRegex(Begin + """
        let's\s+(?:talk|start|begin)\s+(?:about|with) | first\s+(?:thing|of\s+all) | where\s+we\s+(?:are|stand) | looking\s+(?:for|to|at) | what\s+(?:we|you)\s+need | main\s+(?:thing|topic|point)
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex AboutHinted { get; }

    [GeneratedRegex(Begin + """
        let's\s+(?:go\s+with|go\s+ahead|do\s+(?:that|it|the)|say|agree|settle|leave\s+it\s+at|make\s+it|keep|drop|use|take|stick|call\s+it|move|start)
        | (?:we|i)(?:\s+have|'ve|\s+had)?\s+(?:decided|agreed|settled|chosen|picked) | (?:we|i)(?:'ll|\s+will|'re\s+going\s+to|\s+are\s+going\s+to|'re\s+gonna)\s+(?:go\s+(?:ahead\s+)?with|go\s+ahead|go\s+for|take\s+(?:it|that|the)|stick|keep|use|sign|drop)
        | (?:that's|it's|that\s+is|is|all)\s+(?:agreed|decided|settled|a\s+deal|approved|done\s+then) | we(?:'ve|\s+have)\s+(?:got\s+)?a\s+deal | (?:so\s+)?to\s+be\s+clear | i'll\s+take\s+(?:that|it) | we're\s+going\s+with
        | (?:the\s+)?decision\s+is | final\s+(?:decision|answer) | signed\s+off | you\s+have\s+(?:a|my)\s+(?:deal|word|yes|approval) | put\s+(?:me|us)\s+down\s+for | i\s+accept | i'll\s+sign | then\s+(?:we|it)(?:'s|'re|\s+are|\s+is)\s+(?:agreed|settled)
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex DecisionsOutright { get; }

    [GeneratedRegex(Begin + """
        agreed | deal\b | approved? | (?:yes|okay|fine|good|right),?\s+(?:let's|we'll\s+do|do\s+(?:that|it)) | we'll\s+(?:do|have|make|leave|offer) | i(?:'m|\s+am)\s+happy\s+(?:with|to) | works\s+for\s+(?:me|us) | that\s+stays | decided
        | so\s+(?:we're|it's|that's|we)\s+(?:having|doing|using|going|keeping|making) | we\s+(?:should|have\s+to)\s+(?:go\s+(?:with|for)|use|keep)
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex DecisionsHinted { get; }

    [GeneratedRegex(Begin + @"        (?:i|we|he|she|they|(?-i:[A-Z])\w+)(?:'ll|\s+will|'m\s+going\s+to|\s+am\s+going\s+to|'re\s+going\s+to|\s+are\s+going\s+to|\s+is\s+going\s+to|'s\s+going\s+to|'m\s+gonna|'re\s+gonna)\s+(?:then\s+|also\s+|just\s+|try\s+(?:to|and)\s+|go\s+and\s+|have\s+to\s+|need\s+to\s+|personally\s+)?" + Do + @"\b
        | next\s+steps? | action\s+(?:item|point)s? | (?:you'll|you\s+will)\s+(?:have|get|receive|hear)\s+(?:it\s+|that\s+|them\s+|this\s+|everything\s+)?(?:from|by|back|the|a|an|my|our|tomorrow|on|before)
        | (?:it|that)'ll\s+be\s+(?:with\s+you|in\s+your\s+inbox) | leave\s+(?:it|that|this)\s+with\s+me | to-?do" + End, Loose, Phrases.Timeout)]
    private static partial Regex NextStepsOutright { get; }

    [GeneratedRegex(Begin + @"        (?:can|could|would|will)\s+you\s+(?:please\s+|just\s+|also\s+|then\s+|maybe\s+)?" + Do + @"\b | please\s+" + Do + @"\b | (?:i|we)\s+(?:need|have)\s+to\s+" + Do + @"\b | let\s+me\s+" + Do + @"\b | (?:you|he|she|they)\s+(?:need|have)\s+to\s+" + Do + @"\b
        | (?:i|we)\s+can\s+(?:send|share|e-?mail|book|set\s+up|arrange|draft|prepare|have)\b | (?:and\s+)?(?:i|you)\s+(?:talk|speak|send|ring|call|check|write)\s+(?:to|with|the|it|me|you|her|him|them)\b
        | (?-i:[A-Z])\w+\s+(?:rings|calls|sends|changes|writes|checks|talks|books|takes|prepares|speaks)\s" + End, Loose, Phrases.Timeout)]
    private static partial Regex NextStepsHinted { get; }

    [GeneratedRegex(Begin + """
        open\s+question | still\s+(?:open|unclear|undecided|to\s+be\s+(?:decided|confirmed)) | (?:haven't|hasn't|not)\s+(?:yet\s+)?(?:decided|been\s+decided|agreed|worked\s+out|figured\s+out|heard\s+back) | (?:to\s+be|tbd|tbc)\s+(?:decided|confirmed)
        | (?:don't|doesn't)\s+know\s+(?:yet|whether|if|how|when|who|what) | need\s+to\s+(?:find\s+out|figure\s+out|clarify|know\s+(?:whether|if|who|when)) | (?:i'd|i\s+would|i'll|i)\s+have\s+to\s+(?:check|ask|find\s+out|come\s+back)
        | not\s+(?:clear|sure)\s+(?:yet|whether|if|how|who|when) | (?:no|not\s+an?)\s+(?:answer|decision)\s+yet | the\s+question\s+is | remains?\s+(?:open|unclear|to\s+be)
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex OpenQuestionsOutright { get; }

    [GeneratedRegex(Begin + """
        (?:my|our|the|main|biggest|one|real|only|a|your|their)\s+(?:\w+\s+)?(?:concern|worry|worries|fear|risk|objection|problem|issue|trouble|difficulty|catch|drawback|downside)s?\b
        | (?:i'm|we're|i\s+am|we\s+are|he's|she's|they're)\s+(?:\w+\s+)?(?:worried|concerned|nervous|afraid|hesitant|reluctant|uncomfortable|unhappy|frustrated|disappointed|sceptical|skeptical|not\s+(?:happy|comfortable|convinced|sure\s+(?:about|that)))
        | too\s+(?:expensive|high|much\s+money|dear|slow|late|risky|complicated|long) | more\s+than\s+(?:we|i)\s+(?:can|have|budgeted|pay) | over\s+(?:our\s+|the\s+)?budget | (?:no|not\s+in\s+the|haven't\s+got\s+the|don't\s+have\s+the)\s+budget
        | deal-?breaker | (?:scares?|scared|worries|bothers?)\s+(?:me|us) | (?:could|might|may|will|would|going\s+to)\s+(?:cancel|leave|walk\s+away|go\s+elsewhere|switch|churn) | going\s+out\s+to\s+(?:the\s+)?(?:market|tender)
        | what\s+if | (?:won't|can't|doesn't|didn't|isn't)\s+(?:work|accept|sign|approve|fly|integrate|scale|happen) | non-?starter | push-?back | not\s+acceptable | unacceptable | fed\s+up
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex ObjectionsAndRisksOutright { get; }

    [GeneratedRegex(Begin + """
        concern(?:s|ed)? | worr(?:y|ied|ies|ying) | risk(?:s|y)? | problem(?:s)? | issue(?:s)? | expensive | delay(?:s|ed)? | outage | broke(?:n)? | fail(?:s|ed|ure|ing)? | complain(?:t|ts|ed|ing)? | mistake(?:s)? | penalt(?:y|ies) | cheaper | embarrassing
        | (?:was|were|been|is|are|it's)\s+late | lost\s+(?:the|a|an|our|two|three|some) | (?:can't|cannot|won't)\s+(?:wait|afford|justify|risk|promise|guarantee|commit|do) | overdue | struggl(?:e|ed|ing) | stuck | missing | wrong
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex ObjectionsAndRisksHinted { get; }

    [GeneratedRegex(Begin + """
        competitors? | competing | competition | rivals? | (?:also|other)\s+(?:vendor|supplier|provider|bidder|quote|offer)s? | (?:quote|offer|demo|proposal|pitch|bid|price|paper|lunch|trial|pilot)\s+(?:from|with|by|of)
        | (?:switch(?:ed|ing)?|mov(?:e|ed|ing)|go(?:ing)?|went|chang(?:e|ed|ing))\s+(?:over\s+)?to | instead\s+of | versus | vs | compar(?:e|ed|ing) | (?:better|cheaper|dearer)\s+than | alternatives? | shortlist(?:ed)? | tender
        | (?:under|below|undercut(?:s|ting)?|beat(?:s|ing)?|match(?:es|ed|ing)?)\s+(?:you|us|your|our|their)\b | incumbent | in\s+the\s+running | evaluat(?:e|ed|ing)
        | (?:current|existing|present|old|previous)\s+(?:vendor|supplier|provider|system) | came\s+in\s+at | who\s+else
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex CompetitorsOutright { get; }

    [GeneratedRegex(Begin + """
        (?:wanted|offered|quoted|charges?|charged|promised?|cheaper|dearer) | (?:talking|spoke|speaking|talked)\s+to | look(?:ed|ing)?\s+at | against | rather\s+than | them\s+and | leav(?:e|ing)\s+for
        """ + End, Loose, Phrases.Timeout)]
    private static partial Regex CompetitorsHinted { get; }

    /// <summary>What follows a question that nobody could answer.</summary>
    [GeneratedRegex(Begin + """
        (?:i|we)\s+(?:don't|do\s+not|didn't)\s+know | not\s+sure | no\s+idea | (?:have|need)\s+to\s+(?:check|ask|find\s+out|look) | let\s+me\s+(?:check|find\s+out|come\s+back|look|ask) | good\s+question | can't\s+(?:say|tell|answer|put\s+a\s+number)
        | (?:i'll|we'll|i\s+will|we\s+will)\s+(?:check|find\s+out|ask|come\s+back|get\s+back|look\s+into) | (?:hard|difficult|too\s+early)\s+to\s+(?:say|tell) | we'll\s+see | nobody\s+knows | depends | not\s+yet | couldn't\s+(?:say|tell)
        """ + End, Loose, Phrases.Timeout)]
    public static partial Regex NoAnswer { get; }

    /// <summary>Words of buying and selling.</summary>
    [GeneratedRegex(Begin + """
        (?:price|cost|discount|rebate|contract|budget|fee|invoice|renew|term|deposit|quote|offer|rate|margin|credit|deadline|go-?live|launch|deliver|licen[cs]e|list|fine|penalty|pays?\b|paid|spend|charge|save|order)
        """ + End, Loose, Phrases.Timeout)]
    public static partial Regex Commercial { get; }

    /// <summary>A speaker sums up what was said: what stands there was meant to be kept.</summary>
    [GeneratedRegex(Begin + """
        (?:to|let\s+me|let's|quick|i'll)\s+(?:re-?cap|summari[sz]e|sum\s+up|play\s+(?:it|that)\s+back|read\s+(?:it|that)\s+back) | so\s+to\s+be\s+clear | so\s+(?:you'll\s+have|that's|we\s+have|we've\s+got|i\s+have|i've\s+got) | in\s+summary | just\s+to\s+confirm | repeat\s+(?:that|it)\s+back
        """ + End, Loose, Phrases.Timeout)]
    public static partial Regex Recap { get; }

    /// <summary>What sounds like a next step and is only a way of talking.</summary>
    [GeneratedRegex(Begin + """
        (?:i'll|i\s+will|let\s+me)\s+(?:tell\s+you\s+(?:what|something|why|how|that)|be\s+(?:honest|quick|brief|frank)|ask\s+you\s+(?:something|this|a)|get\s+(?:to|this\s+wrong|shot|fired|killed)|put\s+it|start\s+(?:with|by)) | as\s+i\s+said | i'll\s+never | can\s+i\s+ask
        | if\s+(?:i|we|you|they|he|she|it) | would\s+(?:have|be) | talk\s+to\s+you | speak\s+to\s+you | call\s+it\s+a\s+day | used\s+to
        """ + End, Loose, Phrases.Timeout)]
    public static partial Regex Idle { get; }
}
