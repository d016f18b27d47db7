using System.Text.Encodings.Web;
using System.Text.Json;
using Usher.Calls.Transcripts;

namespace Usher.Calls.Engine;

/// <summary>
/// Answers the questions of transcribed meetings with the engine that serves people, so that the answers can be scored from outside. A
/// meeting is a JSON file with <c>id</c>, <c>turns</c> (speaker, text), <c>questions</c> (question) and, if it has any, <c>summaries</c>.
/// </summary>
public static class Evaluation
{
    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 16 };

    private sealed record Meeting(string Id, IReadOnlyList<Spoken> Turns, IReadOnlyList<Wanted> Questions,
        IReadOnlyList<Wanted>? Summaries);

    private sealed record Spoken(string? Speaker, string Text);

    private sealed record Wanted(string Question);

    private sealed record Given(string Meeting, object Question, IReadOnlyList<GivenQuote> Quotes, string Answer);

    private sealed record GivenQuote(int Turn, string Text);

    /// <summary>How far an evaluation has come.</summary>
    public sealed record Progress(int Meetings, int Of, int Answers);

    /// <summary>Writes one line of JSON for each question of each meeting: its quotations, or none with an empty answer.</summary>
    /// <param name="directory">Where the meetings are; each <c>*.json</c> in it is one.</param>
    /// <param name="output">The file to write; it appears when all is done.</param>
    /// <param name="progress">Called after each meeting.</param>
    /// <param name="ct">Ends the work between two questions; then nothing is written.</param>
    /// <returns>How many answers were written.</returns>
    /// <exception cref="InvalidDataException">A file of the directory is no meeting; the message names the file.</exception>
    public static async Task<int> Run(string directory, string output, IProgress<Progress>? progress, CancellationToken ct)
    {
        var files = System.IO.Directory.GetFiles(directory, "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        var answers = 0;
        var unfinished = output + ".part";
        await using (var writer = new StreamWriter(unfinished))
            for (var i = 0; i < files.Length; i++)
            {
                foreach (var given in Answers(await Read(files[i], ct), ct))
                {
                    await writer.WriteLineAsync(JsonSerializer.Serialize(given, Json).AsMemory(), ct);
                    answers++;
                }
                progress?.Report(new Progress(i + 1, files.Length, answers));
            }
        File.Move(unfinished, output, overwrite: true);
        return answers;
    }

    private static async Task<Meeting> Read(string file, CancellationToken ct)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            var meeting = await JsonSerializer.DeserializeAsync<Meeting>(stream, Json, ct);
            if (meeting is { Id: not null, Turns: not null, Questions: not null })
                return meeting;
        }
        catch (JsonException)
        {
            // Told below, without a word of the content.
        }
        throw new InvalidDataException($"{Path.GetFileName(file)} is not a meeting: expected id, turns and questions.");
    }

    private static IEnumerable<Given> Answers(Meeting meeting, CancellationToken ct)
    {
        var call = new CallTranscript(Guid.Empty, meeting.Id, [.. meeting.Turns.Select(t => new Turn(t.Speaker ?? "", null, t.Text))],
            DateTimeOffset.UnixEpoch);
        for (var q = 0; q < meeting.Questions.Count; q++)
        {
            var answer = Answerer.Answer(meeting.Questions[q].Question, [call], AnswerOptions.Default, ct);
            yield return new Given(meeting.Id, q, [.. answer.Lines.Select(l => new GivenQuote(l.Quote.Turn, l.Quote.Text))], "");
        }
        if (meeting.Summaries is not { Count: > 0 })
            yield break;
        var summary = Summarizer.Summarize(call, ct);
        var quotes = summary.Parts.SelectMany(p => p.Lines).Select(l => new GivenQuote(l.Quote.Turn, l.Quote.Text)).OrderBy(q => q.Turn);
        yield return new Given(meeting.Id, "summary", [.. quotes], "");
    }
}
