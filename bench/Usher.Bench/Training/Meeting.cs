using System.Text.Json;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Bench.Training;

/// <summary>A meeting with people's questions and answers about it.</summary>
internal sealed record Meeting(string Id, IReadOnlyList<Meeting.Spoken> Turns, IReadOnlyList<Meeting.Asked> Questions,
    IReadOnlyList<Meeting.Asked>? Summaries)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal sealed record Spoken(string? Speaker, string Text);

    internal sealed record Asked(string Question, string Answer, IReadOnlyList<int[]>? Spans);

    /// <summary>The meetings of a folder, in the order of their names.</summary>
    public static List<Meeting> Read(string folder)
    {
        var files = System.IO.Directory.GetFiles(folder, "*.json");
        Array.Sort(files, StringComparer.Ordinal);
        return [.. files.Select(f => JsonSerializer.Deserialize<Meeting>(File.ReadAllText(f), Json)!)];
    }

    /// <summary>The people and the subject that it shares with others: those are learned from together, or not at all.</summary>
    public string Series => Field switch
    {
        "product" => Id[..^1],
        "research" => Id[..3],
        _ => Id.Split('_')[0],
    };

    /// <summary>The field of talk that it belongs to.</summary>
    public string Field => Id[0] == 'B' ? "research" : Id.Contains('_', StringComparison.Ordinal) ? "parliament" : "product";

    public CallTranscript Transcript => new(Guid.Empty, Id, [.. Turns.Select(t => new Turn(t.Speaker ?? "", null, t.Text))],
        DateTimeOffset.UnixEpoch);
}
