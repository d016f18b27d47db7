using System.Text.RegularExpressions;

namespace Usher.Calls.Engine;

/// <summary>
/// Patterns of English speech that several parts of the engine look for. They are matched against clauses, which are short, and have no
/// repetition inside a repetition.
/// </summary>
internal static partial class Phrases
{
    /// <summary>The longest a match may take, in milliseconds; only a fault in a pattern could need it.</summary>
    public const int Timeout = 20_000;

    private const string Digits = @"\d[\d.,]*(?:k|m|bn)?";

    private const string NumberWord =
        "(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
        + "|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|half|dozen)";

    /// <summary>A number in digits or words.</summary>
    public const string Number = $@"(?:{Digits}|{NumberWord}(?:[\s-]+(?:and\s+)?(?:a\s+)?(?:{NumberWord}|point|oh))*)";

    private const string Ordinal =
        @"(?:\d{1,2}(?:st|nd|rd|th)|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
        + "|seventeenth|eighteenth|nineteenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty-first)";

    private const string AnyOrdinal = $@"(?:{Ordinal}|first|second|third)";

    // Months that are also words are taken with a capital letter only.
    private const string Month =
        "(?:(?i:january|february|april|june|july|august|september|october|november|december)|March|May)";

    private const string Weekday = "(?i:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?";

    private const string Span = "(?i:days?|weeks?|fortnights?|months?|quarters?|years?)";

    private const string Moment =
        $@"(?:{Month}\s+(?:the\s+)?(?i:{AnyOrdinal}|\d{{1,2}})\b|(?i:the\s+)?(?i:{AnyOrdinal})\s+(?i:of)\s+(?:{Month}|(?i:next|this|the)\s+(?i:month))"
        + $@"|{Month}|{Weekday}(?:\s+(?i:morning|afternoon|evening|night|lunchtime|week))?"
        + @"|(?i:tomorrow|tonight|today|end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:day|week|month|quarter|year|business|play)"
        + @"|(?:this|next)\s+(?:morning|afternoon|evening|week|month|quarter|year|spring|summer|autumn|fall|winter)|close\s+of\s+business|easter|christmas)"
        + $@"|Q[1-4]\b|20\d\d\b|\d{{1,2}}(?::\d\d)?\s?(?i:am|pm|o'clock)\b)";

    private const string Preposition = @"(?i:by|before|until|till|on|from|after|at|in|for|within|no\s+later\s+than|not\s+later\s+than|starting|as\s+of)";

    /// <summary>When something is or is due, with its preposition.</summary>
    [GeneratedRegex(
        $@"\b(?:{Preposition}\s+)?(?i:the\s+|early\s+|mid\s+|late\s+)?{Moment}"
        + $@"|\b(?i:by|before|until|till|on|from|after)\s+(?i:the)\s+(?i:{Ordinal})\b"
        + $@"|\b(?i:in|within)\s+(?i:the\s+next\s+|about\s+|a\s+)?(?i:{Number}\s+|a\s+couple\s+of\s+|a\s+few\s+)?(?i:working\s+|business\s+)?{Span}\b"
        + $@"|\b(?i:a\s+week\s+on)\s+{Weekday}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout)]
    public static partial Regex When { get; }

    /// <summary>A date that a reader of a list of dates wants to find: no “today”, no bare weekday in passing.</summary>
    [GeneratedRegex(
        $@"\b(?i:by|before|until|till|no\s+later\s+than|starting|from|deadline\s+is|due)\s+(?i:the\s+)?(?:{Moment}|(?i:{Ordinal})\b)"
        + $@"|\b{Month}\s+(?:the\s+)?(?i:{AnyOrdinal}|\d{{1,2}})\b|(?i:{AnyOrdinal})\s+(?i:of)\s+(?:{Month}|(?i:next|this)\s+month)"
        + $@"|\b(?i:end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:week|month|quarter|year))\b|\bon\s+(?i:the)\s+(?i:{Ordinal})\b"
        + $@"|\b(?i:within|in)\s+(?i:{Number})\s+(?i:working\s+|business\s+)?{Span}\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout)]
    public static partial Regex Deadline { get; }

    /// <summary>An amount of money or a share of one.</summary>
    [GeneratedRegex(
        $@"[$€£¥]\s?\d[\d.,]*(?:\s?(?:k|m|bn|million|thousand))?|\b(?i:{Number})\s?(?:(?i:pounds?|quid|dollars?|bucks|euros?|francs?|grand|pence|pee|cents?|per\s?cent|usd|eur|gbp|chf)\b|%|€)"
        + $@"|\b(?i:{Number})\s+(?i:a|per|each|an)\s+(?i:month|year|week|day|hour|seat|user|head|person|site|unit|licen[cs]e|case|visit|order|delivery|kilo|box|pallet|go)\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout)]
    public static partial Regex Money { get; }
}
