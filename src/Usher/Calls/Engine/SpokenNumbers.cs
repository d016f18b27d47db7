namespace Usher.Calls.Engine;

/// <summary>Finds amounts of money and times in speech, in figures and in words.</summary>
internal static class SpokenNumbers
{
    private static readonly HashSet<string> Weekdays = [.. Lexicon.Set("""
        monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays monday's
        tuesday's wednesday's thursday's friday's saturday's sunday's
        """)];
    private static readonly HashSet<string> Months =
        [.. Lexicon.Set("january february march april may june july august september october november december")];
    private static readonly HashSet<string> Ordinals = [.. Lexicon.Set("""
        fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth
        nineteenth twentieth thirtieth
        1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th 13th 14th 15th 16th 17th 18th 19th 20th 21st 22nd 23rd 24th 25th 26th 27th 28th
        29th 30th 31st
        """)];
    private static readonly HashSet<string> SmallOrdinals = ["first", "second", "third"];
    private static readonly HashSet<string> PartsOfDay = ["morning", "afternoon", "evening", "night", "noon", "lunchtime", "week", "after"];
    private static readonly HashSet<string> Periods =
        ["day", "week", "month", "quarter", "year", "business", "play", "morning", "afternoon", "evening", "spring", "summer", "autumn",
            "fall", "winter"];
    private static readonly HashSet<string> Spans =
        ["day", "days", "week", "weeks", "fortnight", "fortnights", "month", "months", "quarter", "quarters", "year", "years"];
    private static readonly HashSet<string> Due = ["by", "before", "until", "till", "from", "starting", "due", "on"];
    private static readonly HashSet<string> Currency =
        ["pound", "pounds", "quid", "dollar", "dollars", "bucks", "euro", "euros", "franc", "francs", "grand", "pence", "cents", "percent",
            "usd", "eur", "gbp", "chf"];
    private static readonly HashSet<string> Each =
        ["month", "year", "week", "day", "hour", "seat", "user", "head", "person", "site", "unit", "licence", "license", "case", "visit",
            "order", "delivery", "kilo", "box", "pallet", "employee", "portion"];

    /// <summary>How many amounts of money, or shares of something, the words name.</summary>
    public static int Amounts(CallText text, int first, int end)
    {
        var count = 0;
        for (var i = first; i < end; i++)
            if (AmountAt(text, i, end) is var after && after > i)
                (count, i) = (count + 1, after - 1);
        return count;
    }

    /// <summary>How many times something is due at, starts or ends are named.</summary>
    public static int Deadlines(CallText text, int first, int end)
    {
        var count = 0;
        for (var i = first; i < end; i++)
        {
            var (after, bound) = TimeAt(text, i, end);
            if (after <= i)
                continue;
            count += bound ? 1 : 0;
            i = after - 1;
        }
        return count;
    }

    /// <summary>The first time that the words name, with its preposition, as it is written; null when they name none.</summary>
    public static string? Time(CallText text, int first, int end)
    {
        for (var i = first; i < end; i++)
            if (TimeAt(text, i, end).End is var after && after > i)
                return text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start..text.Words[after - 1].End];
        return null;
    }

    private static string Form(CallText text, int i, int end) => i < end ? text.Words[i].Form.Form : "";

    private static bool IsFigure(string form) => form.Length > 0 && char.IsAsciiDigit(form[0]);

    // Behind the last word of a number: “4,510”, “two thousand three hundred and fifty”, “nine and a half”.
    private static int NumberAt(CallText text, int i, int end)
    {
        if (!IsNumber(Form(text, i, end)))
            return i;
        for (i++; i < end; i++)
        {
            text.Steps++;
            var form = Form(text, i, end);
            var joins = form is "and" or "a" or "point" or "oh"
                && (IsNumber(Form(text, i + 1, end))
                || (form == "and" && Form(text, i + 1, end) == "a" && IsNumber(Form(text, i + 2, end))));
            if (!IsNumber(form) && !joins)
                break;
            // “at five, nine people”: two numbers.
            if (text.Gaps[i - 1] >= Gap.Stop || (text.Gaps[i - 1] == Gap.Pause && !IsFigure(form)))
                break;
        }
        return i;
    }

    private static bool IsNumber(string form) =>
        IsFigure(form)
            || (Lexicon.Numbers.Contains(form) && !Currency.Contains(form)
            && form is not ("per" or "cent" or "couple" or "quarter" or "pound" or "dollar"));

    private static int AmountAt(CallText text, int i, int end)
    {
        var word = text.Words[i];
        var after = NumberAt(text, i, end);
        if (after == i)
            return i;
        var turn = text.Call.Turns[word.Turn].Text;
        if (word.Start > 0 && turn[word.Start - 1] is '$' or '€' or '£' or '¥')
            return after;
        var last = text.Words[after - 1].End;
        if (last < turn.Length && turn[last] is '%' or '€')
            return after;
        if (text.Gaps[after - 1] != Gap.None)
            return i;
        var unit = Form(text, after, end);
        if (Currency.Contains(unit))
            return after + 1;
        var next = Form(text, after + 1, end);
        if (unit == "per" && next == "cent")
            return after + 2;
        return unit is "a" or "per" or "an" or "each" && Each.Contains(next) ? after + 2 : i;
    }

    // Where a time ends that begins here, and whether it bounds something: a deadline, a start, a date of the calendar.
    private static (int End, bool Bound) TimeAt(CallText text, int i, int end)
    {
        text.Steps++;
        var form = Form(text, i, end);
        if (form is "in" or "within")
        {
            var at = i + 1;
            while (Form(text, at, end) is "the" or "next" or "about" or "a" or "couple" or "of" or "few")
                (at, text.Steps) = (at + 1, text.Steps + 1);
            var number = NumberAt(text, at, end);
            if (Form(text, number, end) is "working" or "business")
                number++;
            if (Spans.Contains(Form(text, number, end)) && number > i + 1)
                return (number + 1, true);
        }
        if (form == "a" && Form(text, i + 1, end) == "week" && Form(text, i + 2, end) == "on" && Weekdays.Contains(Form(text, i + 3, end)))
            return (i + 4, true);
        var prepositions = form == "no" && Form(text, i + 1, end) == "later" && Form(text, i + 2, end) == "than" ? 3
            : Due.Contains(form) || form is "after" or "in" or "for" or "within" ? 1 : 0;
        var bounded = prepositions == 3 || Due.Contains(form);
        var start = i + prepositions;
        var (moment, date) = MomentAt(text, start, end, bounded);
        return moment > start ? (moment, bounded || date) : (i, false);
    }

    private static (int End, bool Date) MomentAt(CallText text, int i, int end, bool bounded)
    {
        var at = Form(text, i, end) is "the" or "early" or "mid" or "late" ? i + 1 : i;
        var form = Form(text, at, end);
        var next = Form(text, at + 1, end);
        if (Weekdays.Contains(form))
            return (PartsOfDay.Contains(next) && text.Gaps[at] == Gap.None ? at + 2 : at + 1, false);
        if (IsMonth(text, at, end))
        {
            var day = next == "the" ? at + 2 : at + 1;
            return IsOrdinal(text, day, end) is var length && length > 0
                ? (day + length, true)
                : IsFigure(Form(text, day, end)) ? (day + 1, true) : (at + 1, false);
        }
        if (form is "tomorrow" or "today")
            return (PartsOfDay.Contains(next) && next is not ("week" or "after") ? at + 2 : at + 1, false);
        if (form is "tonight" or "easter" or "christmas")
            return (at + 1, false);
        if (form is "this" or "next" && (Periods.Contains(next) || Weekdays.Contains(next) || IsMonth(text, at + 1, end)))
            return (at + 2, false);
        if (form is "end" or "middle" or "start" or "beginning" && next == "of")
        {
            var of = Form(text, at + 2, end) is "the" or "this" or "next" ? at + 3 : at + 2;
            return Periods.Contains(Form(text, of, end)) || IsMonth(text, of, end) ? (of + 1, true) : (i, false);
        }
        if (form.Length == 2 && form[0] == 'q' && form[1] is >= '1' and <= '4')
            return (at + 1, true);
        if (form.Length == 4 && form.StartsWith("20", StringComparison.Ordinal) && IsFigure(form[2..]))
            return (at + 1, bounded);
        if (IsFigure(form) && next is "am" or "pm" or "o'clock")
            return (at + 2, false);
        return OrdinalAt(text, i, at, end, bounded);
    }

    // “the twelfth”, “the thirtieth of next month”; “the first” only where a date must follow.
    private static (int End, bool Date) OrdinalAt(CallText text, int i, int at, int end, bool bounded)
    {
        var length = IsOrdinal(text, at, end);
        if (length == 0)
            return (i, false);
        var behind = at + length;
        if (Form(text, behind, end) == "of")
        {
            if (IsMonth(text, behind + 1, end))
                return (behind + 2, true);
            return Form(text, behind + 1, end) is "next" or "this" or "the" && Form(text, behind + 2, end) == "month"
                ? (behind + 3, true)
                : (i, false);
        }
        var ends = behind == end || text.Gaps[behind - 1] != Gap.None || Lexicon.Function.Contains(Form(text, behind, end));
        return bounded && at > i && ends ? (behind, true) : (i, false);
    }

    private static int IsOrdinal(CallText text, int i, int end)
    {
        var form = Form(text, i, end);
        if (Ordinals.Contains(form) || SmallOrdinals.Contains(form))
            return 1;
        return form is "twenty" or "thirty" && (SmallOrdinals.Contains(Form(text, i + 1, end)) || Ordinals.Contains(Form(text, i + 1, end)))
            ? 2
            : 0;
    }

    // Months that are also words are taken with a capital letter only.
    private static bool IsMonth(CallText text, int i, int end) =>
        Months.Contains(Form(text, i, end))
        && (Form(text, i, end) is not ("may" or "march") || char.IsUpper(text.Call.Turns[text.Words[i].Turn].Text[text.Words[i].Start]));
}
