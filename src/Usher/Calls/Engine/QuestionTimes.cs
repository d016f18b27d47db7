using System.Globalization;

namespace Usher.Calls.Engine;

/// <summary>When the calls were that a question asks about.</summary>
/// <param name="From">The first instant.</param>
/// <param name="To">The first instant after it.</param>
/// <param name="Rest">What else is asked: the question without the words of the time.</param>
public sealed record AskedTime(DateTimeOffset From, DateTimeOffset To, string Rest);

/// <summary>
/// Reads from a question when the calls were that it asks about: “last week”, “in March”, “since October”, “on 10 November”, “yesterday”.
/// </summary>
public static class QuestionTimes
{
    private const int MostDays = 3_650;

    /// <summary>The months, in lower case.</summary>
    internal static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Small numbers as they are written, each at its place.</summary>
    internal static readonly string[] Numbers =
        ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>When the calls were; null where the question names no time.</summary>
    /// <param name="question">The question.</param>
    /// <param name="now">The time of asking; days begin at its offset's midnight.</param>
    public static AskedTime? Of(string question, DateTimeOffset now)
    {
        var text = CallText.Of(question).Words;
        var words = Array.ConvertAll(text, w => w.Form.Form);
        var today = new DateTimeOffset(now.Date, now.Offset);
        for (var i = 0; i < words.Length; i++)
            if (At(words, i, today) is var (from, to, length) && length > 0)
            {
                var first = i > 0 && words[i - 1] is "in" or "on" or "since" or "during" or "the" ? i - 1 : i;
                if (first > 0 && words[first] == "the" && words[first - 1] is "in" or "on" or "since" or "during" or "over")
                    first--;
                return new(from, to, question[..text[first].Start] + question[text[i + length - 1].End..]);
            }
        return null;
    }

    // The time that begins at a word, and how many words tell it: 0 when none does.
    private static (DateTimeOffset From, DateTimeOffset To, int Length) At(string[] words, int i, DateTimeOffset today)
    {
        var tomorrow = today.AddDays(1);
        var next = Word(words, i + 1);
        // Weeks begin on Monday.
        var week = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = today.AddDays(1 - today.Day);
        switch (words[i], next)
        {
            case ("today", _): return (today, tomorrow, 1);
            case ("yesterday", _): return (today.AddDays(-1), today, 1);
            case ("last", "week"): return (week.AddDays(-7), week, 2);
            case ("this", "week"): return (week, tomorrow, 2);
            case ("last", "month"): return (month.AddMonths(-1), month, 2);
            case ("this", "month"): return (month, tomorrow, 2);
            case ("last", "year"): return (Year(today, -1), Year(today, 0), 2);
            case ("this", "year"): return (Year(today, 0), tomorrow, 2);
            case ("last" or "past", _) when Count(next) is > 0 and var n && Days(Word(words, i + 2)) is > 0 and var days:
                return (today.AddDays(-Math.Min(MostDays, n * days)), tomorrow, 3);
        }
        if (DayOfMonth(words, i, today) is var (day, length) && length > 0)
            return (day, i > 0 && words[i - 1] == "since" ? tomorrow : day.AddDays(1), length);
        if (words[i] is not ("in" or "since" or "during") || Array.IndexOf(Months, next) is not (>= 0 and var at))
            return default;
        var begin = new DateTimeOffset(today.Year, at + 1, 1, 0, 0, 0, today.Offset);
        if (begin > today)
            begin = begin.AddYears(-1);
        return (begin, words[i] == "since" ? tomorrow : begin.AddMonths(1), 2);
    }

    // “10 November”, “10th of November”, “November 10”: the last one that was.
    private static (DateTimeOffset Day, int Length) DayOfMonth(string[] words, int i, DateTimeOffset today)
    {
        var month = Array.IndexOf(Months, words[i]);
        var of = month < 0 && Word(words, i + 1) == "of" ? 1 : 0;
        var number = month >= 0 ? Number(Word(words, i + 1)) : Number(words[i]);
        if (month < 0)
            month = Array.IndexOf(Months, Word(words, i + 1 + of));
        if (month < 0 || number < 1 || number > DateTime.DaysInMonth(today.Year, month + 1))
            return default;
        var day = new DateTimeOffset(today.Year, month + 1, number, 0, 0, 0, today.Offset);
        return (day <= today ? day : day.AddYears(-1), 2 + of);
    }

    private static int Number(string word)
    {
        var digits = word.TrimEnd('s', 't', 'h', 'n', 'd', 'r');
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 31 ? number : 0;
    }

    private static int Count(string word) =>
        Array.IndexOf(Numbers, word) is > 0 and var number ? number
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits <= MostDays ? digits : 0;

    private static int Days(string word) => word switch { "day" or "days" => 1, "week" or "weeks" => 7, "month" or "months" => 30, _ => 0 };

    private static DateTimeOffset Year(DateTimeOffset today, int offset) => new(today.Year + offset, 1, 1, 0, 0, 0, today.Offset);

    private static string Word(string[] words, int i) => i < words.Length ? words[i] : "";
}
