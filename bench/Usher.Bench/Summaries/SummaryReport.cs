using System.Globalization;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Bench.Summaries;

/// <summary>
/// How long the offline engine takes for the summary of two and of eight hours of talk, and how much memory: conversations of the demo, one after another, at
/// 150 words a minute.
/// </summary>
internal static class SummaryReport
{
    private const int WordsAnHour = 150 * 60;
    private const int Rounds = 10;

    /// <summary>Measures from the root of the tree; 0 when two hours took less than two seconds.</summary>
    public static int Run()
    {
        var talk = System.IO.Directory.GetFiles("src/Usher.Web/Demo", "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => TranscriptReader.Read(File.ReadAllBytes(file), file, TranscriptLimits.Default).File).OfType<TranscriptFile>().SelectMany(call => call.Turns).ToList();
        var two = Measure(talk, 2);
        Measure(talk, 8);
        Capitals();
        return two < TimeSpan.FromSeconds(2) ? 0 : 1;
    }

    /// <summary>2.5 MB in which every word could be somebody's name: the summary, and a question.</summary>
    private static void Capitals()
    {
        var turns = new List<Turn>();
        for (var size = 0; size < 2_500_000; size += turns[^1].Text.Length)
            turns.Add(new($"Speaker {turns.Count % 7}", null, string.Join(' ', Enumerable.Range(turns.Count * 100, 100).Select(i => $"Name{string.Concat(i.ToString(CultureInfo.InvariantCulture).Select(d => (char)('a' + d - '0')))}"))));
        var call = new CallTranscript(Guid.Empty, "Names", turns, DateTimeOffset.UnixEpoch);
        var summary = InTurn.Fastest(3, () => Summarizer.Summarize(call, CancellationToken.None))[0] / 1e9;
        var question = InTurn.Fastest(3, () => Answerer.Answer("Who will send the papers to Namebcd?", [call], AnswerOptions.Default, CancellationToken.None))[0] / 1e9;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"2.5 MB of capitals: summary {summary:0.00} s, question {question:0.00} s"));
    }

    /// <summary>The fastest round: what else runs on the machine only ever slows one down.</summary>
    private static TimeSpan Measure(List<Turn> talk, int hours)
    {
        var turns = new List<Turn>();
        var words = 0;
        for (var i = 0; words < hours * WordsAnHour; i++)
        {
            var turn = talk[i % talk.Count];
            turns.Add(turn);
            words += turn.Text.Count(' ') + 1;
        }

        var call = new CallTranscript(Guid.Empty, "A long day", turns, DateTimeOffset.UnixEpoch);
        var times = new double[Rounds];
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
            times[round] = InTurn.Fastest(1, () => Summarizer.Summarize(call, CancellationToken.None))[0] / 1e9;
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / Rounds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{hours} hours: {turns.Count} turns, {words} words: {times.Min():0.00} s to {times.Max():0.00} s, {allocated / 1e6:0} MB allocated, {Environment.WorkingSet / 1e6:0} MB in use"));
        return TimeSpan.FromSeconds(times.Min());
    }
}
