using System.Globalization;
using System.Text.RegularExpressions;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Engine;

/// <summary>Short conversations for the engine's tests: a line is <c>Speaker: text</c>, five seconds apart.</summary>
internal static class Talk
{
    public static CallTranscript Of(string lines, string title = "A call", int call = 1)
    {
        var turns = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select((line, i) => line.Split(": ", 2) is [var speaker, var text] ? new Turn(speaker, TimeSpan.FromSeconds(5 * i), text) : throw new FormatException(line));
        return new CallTranscript(new Guid(call, 0, 0, new byte[8]), title, [.. turns], new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero).AddDays(call));
    }

    /// <summary>A sale with a price, a worry, a rival, a decision and promises.</summary>
    public static CallTranscript Sale { get; } = Of("""
        Nora Vale: Thanks for making the time. I wanted to talk about the renewal of the label printers in your four warehouses.
        Ben Ode: Morning. Yes, the printers, and honestly also what happened in the second week of May.
        Nora Vale: The outage, I know. Let me start with the price and come to that.
        Nora Vale: For the twelve printers we are at two hundred and ten pounds per printer per month, with paper included.
        Ben Ode: That is more than we can pay. My main worry is that the head office has frozen everything above twenty thousand a year.
        Ben Ode: And we have a quote from Inkwell that is fifteen per cent under you, on a three year term.
        Nora Vale: Inkwell do not service on weekends, so I would compare that before you sign anything.
        Ben Ode: How many hours does a repair take with you when it happens on a Saturday?
        Nora Vale: I don't know for Saturdays, I would have to check that with the service desk.
        Ben Ode: Fine. If you can do one ninety then let's go with the two year contract for all four warehouses.
        Nora Vale: One ninety on two years, agreed. It would start on the first of June.
        Nora Vale: I'll send you the contract by Thursday and I'll ask the service desk about the Saturdays.
        Ben Ode: Good. Could you also send the list of serial numbers to our accounts people?
        Nora Vale: Yes, tomorrow. Gordon will call you about the installation next week.
        Ben Ode: Lovely. Speak soon, and greetings to Gordon and the dog.
        """, "Renewal of label printers");

    /// <summary>Runs of letters and digits; of letters that are written without spaces two are a word. Marks of a transcriber do not count.</summary>
    public static int Words(string text)
    {
        text = Regex.Replace(text, @"\{[^}]*\}|\[[^]]*\]|<[^>]*>", " ", RegexOptions.None, TimeSpan.FromSeconds(10));
        const string unspaced = @"[\u0E00-\u0E7F\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7A3]";
        return Regex.Count(text, $@"{unspaced}{{1,2}}|(?:(?!{unspaced})[\p{{L}}\p{{Nd}}])+", RegexOptions.None, TimeSpan.FromSeconds(10));
    }

    /// <summary>A quotation stands word for word in its turn, and is long enough to be read alone or is the whole turn.</summary>
    public static void ShouldBeReadable(Quotation quote, CallTranscript call)
    {
        var turn = call.Turns[quote.Turn];
        turn.Text.ShouldContain(quote.Text, Case.Sensitive);
        quote.Text.ShouldNotBeNullOrWhiteSpace();
        quote.Speaker.ShouldBe(turn.Speaker);
        quote.At.ShouldBe(turn.At);
        (Words(quote.Text) >= 8 || Words(quote.Text) == Words(turn.Text)).ShouldBeTrue(string.Create(CultureInfo.InvariantCulture, $"{quote.Text} in {turn.Text}"));
    }
}
