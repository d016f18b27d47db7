using System.Globalization;
using Usher.Calls.Engine;

namespace Usher.Calls.Today;

/// <summary>
/// Reads from the words of a next step by which day it is due, as somebody who was in the call understood them: “by Friday”, “tomorrow”,
/// “by the end of next week”, “in two weeks”, “by the fifteenth”, “tenth of June”.
/// </summary>
public static class DueDay
{
    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    private static readonly string[] Ordinals =
    [
        "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ];

    /// <summary>The day; null where the words name none, or one that depends on something else (“after the next invoice”).</summary>
    /// <param name="when">By when, in words of the transcript.</param>
    /// <param name="said">The day of the call.</param>
    public static DateOnly? Of(string? when, DateOnly said)
    {
        if (when is null) return null;
        var words = Array.ConvertAll(CallText.Of(when).Words, word => word.Form.Form);
        for (var i = 0; i < words.Length; i++)
            if (At(words, i, said) is { } day) return day;
        return null;
    }

    private static DateOnly? At(string[] words, int i, DateOnly said)
    {
        var next = Word(words, i + 1);
        var sunday = said.AddDays(6 - Weekday(said));
        var friday = said.AddDays(4 - Weekday(said));
        switch (words[i], next)
        {
            case ("today" or "tonight", _) or ("this", "morning" or "afternoon" or "evening"): return said;
            case ("tomorrow", _): return said.AddDays(1);
            case ("this", "week"): return Weekday(said) <= 4 ? friday : sunday;
            case ("next", "week") or ("week", "after"): return friday.AddDays(7);
            case ("this", "month") or ("end", "of") when Contains(words, i, "month") && !Contains(words, i, "next"): return MonthEnd(said);
            case ("next", "month"): return MonthEnd(said.AddMonths(1));
            case ("in" or "within", _) when InSome(words, i + 1) is { } days: return said.AddDays(days);
        }

        if (Array.IndexOf(Days, words[i]) is >= 0 and var weekday) return On(words, i, weekday, said);
        return DayOfMonth(words, i, said);
    }

    // The next such day after the call. “Next Friday”, said from Monday to Thursday, is the one of next week; “Friday week” is a week later.
    private static DateOnly On(string[] words, int i, int weekday, DateOnly said)
    {
        var ahead = (weekday - Weekday(said) + 7) % 7;
        if (Word(words, i - 1) == "next") ahead += ahead == 0 || weekday > Weekday(said) ? 7 : 0;
        else if (ahead == 0 && Word(words, i - 1) != "this") ahead = 7;
        return said.AddDays(ahead + (Word(words, i + 1) == "week" ? 7 : 0));
    }

    // “two weeks”, “about ten days”, “a week”: how many days they are.
    private static int? InSome(string[] words, int i)
    {
        if (Word(words, i) is "about" or "around" or "the" or "next") i++;
        if (Word(words, i) == "next") i++;
        var count = Word(words, i) is "a" or "an" ? 1 : Number(Word(words, i), QuestionTimes.Numbers);
        return count < 1 || count > 90 ? null : Word(words, i + 1) switch
        {
            "day" or "days" => count,
            "week" or "weeks" => 7 * count,
            "month" or "months" => 30 * count,
            _ => null,
        };
    }

    // “the fifteenth”, “tenth of June”, “10 June”, “June 10”: the first one that is not before the call.
    private static DateOnly? DayOfMonth(string[] words, int i, DateOnly said)
    {
        if (Array.IndexOf(QuestionTimes.Months, words[i]) is >= 0 and var first && Ordinal(words, i + 1, cardinal: true) is (> 0 and var named, _))
            return From(said, first + 1, named);
        if (Word(words, i - 1) is "twenty" or "thirty") return null;
        if (Ordinal(words, i, cardinal: true) is not (> 0 and var day, var length)) return null;
        var of = Word(words, i + length) == "of" ? 1 : 0;
        if (Array.IndexOf(QuestionTimes.Months, Word(words, i + length + of)) is >= 0 and var month) return From(said, month + 1, day);
        return Word(words, i - 1) == "the" && Ordinal(words, i, cardinal: false).Day > 0 ? From(said, null, day) : null;
    }

    private static DateOnly? From(DateOnly said, int? month, int day)
    {
        for (var at = new DateOnly(said.Year, said.Month, 1); at < said.AddYears(1); at = at.AddMonths(1))
        {
            if ((month ?? at.Month) != at.Month || day > DateTime.DaysInMonth(at.Year, at.Month)) continue;
            var found = at.AddDays(day - 1);
            if (found >= said) return found;
        }

        return null;
    }

    // “twelfth”, “12th”, “twenty-second” as one word or two, and how many words it is; a plain number where it may be one. 0: none.
    private static (int Day, int Length) Ordinal(string[] words, int i, bool cardinal)
    {
        var word = Word(words, i);
        if (word is "twenty" or "thirty" && Array.IndexOf(Ordinals, Word(words, i + 1)) is >= 1 and <= 9 and var one)
            return (Existing((word == "twenty" ? 20 : 30) + one), 2);
        if (word == "thirtieth") return (30, 1);
        foreach (var tens in (ReadOnlySpan<string>)["twenty", "thirty"])
            if (word.StartsWith(tens, StringComparison.Ordinal) && Array.IndexOf(Ordinals, word[tens.Length..].TrimStart('-')) is >= 1 and <= 9 and var unit)
                return (Existing((tens == "twenty" ? 20 : 30) + unit), 1);
        if (Array.IndexOf(Ordinals, word) is > 0 and var spelled) return (spelled, 1);
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : cardinal ? word : "";
        return (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Existing(number) : 0, 1);
    }

    private static int Existing(int day) => day is >= 1 and <= 31 ? day : 0;

    private static int Number(string word, string[] names) => Array.IndexOf(names, word) is > 0 and var named ? named
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : 0;

    private static bool Contains(string[] words, int from, string word) => Array.IndexOf(words, word, from, Math.Min(4, words.Length - from)) >= 0;

    private static DateOnly MonthEnd(DateOnly day) => new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1);

    // From Monday, 0.
    private static int Weekday(DateOnly day) => ((int)day.DayOfWeek + 6) % 7;

    private static string Word(string[] words, int i) => i >= 0 && i < words.Length ? words[i] : "";
}
