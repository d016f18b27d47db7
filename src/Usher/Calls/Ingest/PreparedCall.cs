using System.Security.Cryptography;
using System.Text.Json;
using Usher.Access;
using Usher.Calls.Engine;
using Usher.Calls.Screening;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Ingest;

/// <summary>
/// What is said of a call beside its transcript, because WebVTT has no field for it. It fills in what the file leaves open.
/// </summary>
public sealed record CallHeader
{
    /// <summary>The recorder's own id.</summary>
    public string? RecorderId { get; init; }

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The host's e-mail address.</summary>
    public string? Host { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The account in the CRM.</summary>
    public string? Account { get; init; }

    /// <summary>The link to its recording at the recorder.</summary>
    public string? Recording { get; init; }

    /// <summary>What else the CRM says, as a JSON object of fields.</summary>
    public string? Crm { get; init; }
}

/// <summary>A call read, summarised and screened: all that takes time and no database, so that storing it takes none.</summary>
public sealed record PreparedCall
{
    private const int LongestName = 300;

    /// <summary>Characters of speech that are read together: some five minutes.</summary>
    private const int Passage = 4000;

    /// <summary>The recorder's own id.</summary>
    public required string RecorderId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The addresses named as host, in lower case.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The account in the CRM.</summary>
    public string? Account { get; init; }

    /// <summary>Who was there.</summary>
    public required IReadOnlyList<Attendee> Attendees { get; init; }

    /// <summary>
    /// The addresses of everyone who was there, wherever the recorder wrote them: as host, as an attendee's address or name, as a speaker.
    /// </summary>
    public IReadOnlyList<string> Participants { get; init; } = [];

    /// <summary>What the CRM says of it, as it is compared with the exclusion list; it is not stored.</summary>
    public IReadOnlyDictionary<string, string> Crm { get; init; } = CrmFields.None;

    /// <summary>The link to its recording, as it was sent.</summary>
    public string? Recording { get; init; }

    /// <summary>How many turns.</summary>
    public required int Turns { get; init; }

    /// <summary>The turns, packed.</summary>
    public required byte[] Content { get; init; }

    /// <summary>The words for the index.</summary>
    public required SearchKeys Words { get; init; }

    /// <summary>The summary.</summary>
    public required Summary Summary { get; init; }

    /// <summary>The class of what makes it look sensitive; null when nothing does.</summary>
    public string? Sensitive { get; init; }

    /// <summary>What was odd in the transcript, and what of it could not be read.</summary>
    public ReadingNotes Notes { get; init; } = ReadingNotes.None;

    /// <summary>SHA-256 of what was sent, however it was written.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>Prepares a call for storing.</summary>
    /// <param name="file">What was read.</param>
    /// <param name="header">What was said beside it.</param>
    /// <param name="now">The server's time: no call begins more than a day after it.</param>
    /// <param name="ct">Ends the work.</param>
    public static Outcome<PreparedCall> Of(TranscriptFile file, CallHeader header, DateTimeOffset now, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var id = file.RecorderId ?? Name(header.RecorderId, "/recorderId", errors);
        var host = file.Host ?? Name(header.Host, "/host", errors);
        var start = file.Start ?? file.Ago?.From(now) ?? header.Start;
        if (id is null) errors.TryAdd("/recorderId", ["The recorder's id of the call is missing."]);
        if (host is null) errors.TryAdd("/host", ["The host's e-mail address is missing."]);
        if (start is null) errors["/start"] = ["The start of the call is missing."];
        if (start > now.AddDays(1)) errors["/start"] = ["The call starts more than a day from now. Check the recorder's clock."];
        if (start < DateTimeOffset.UnixEpoch) errors["/start"] = ["The call starts before 1970. Check the recorder's clock."];
        var title = file.Title ?? Name(header.Title, "/title", errors) ?? "Untitled call";
        var account = file.Account ?? Name(header.Account, "/account", errors);
        var crm = file.Crm.Count > 0 ? file.Crm : Fields(header.Crm, errors);
        if (errors.Count > 0) return new Invalid(errors);
        var duration = file.Duration ?? header.Duration ?? file.Turns[^1].At ?? TimeSpan.Zero;
        var summary = Summarizer.Summarize(new CallTranscript(Guid.Empty, title, file.Turns,
            start!.Value) { Ours = Names(account, file.Attendees) }, ct);
        return new PreparedCall
        {
            RecorderId = id!,
            Title = title,
            Hosts = Addresses(host!),
            Start = start.Value.ToUniversalTime(),
            Duration = duration,
            Account = account,
            Attendees = file.Attendees,
            Participants = [.. Addresses(host!).Concat(file.Attendees.SelectMany(a => new[] { a.Email, a.Name }).OfType<string>()
                .Concat(file.Turns.Select(t => t.Speaker)).Where(one => one.Contains('@', StringComparison.Ordinal)).Select(Bare))
                .Select(Inputs.Address).Distinct(StringComparer.Ordinal)],
            Crm = crm,
            Recording = file.Recording ?? (string.IsNullOrWhiteSpace(header.Recording) ? null : header.Recording),
            Turns = file.Turns.Count,
            Content = Packed.Write(file.Turns),
            Words = SearchKeys.Of(title, account, file.Attendees.Select(a => a.Name), summary.Parts, file.Turns),
            Summary = summary,
            Sensitive = Sensitivity.Classify(Screened(title, account, file))?.ToString(),
            Notes = file.Notes,
            Digest = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { id, title, host, start = start.Value.UtcTicks, duration,
                account, file.Attendees, file.Turns })),
        };
    }

    /// <summary>
    /// What is screened: the turns, and what everyone who finds the call reads of it. Who spoke and who was there is above them; title
    /// and account, which are about the whole of it, are repeated beside every passage, because what is sensitive is told by what stands
    /// close together.
    /// </summary>
    private static List<Turn> Screened(string title, string? account, TranscriptFile file)
    {
        var about = new Turn("", null, account is null ? $"{title}." : $"{title}. {account}.");
        var names = file.Attendees.SelectMany(a => new[] { a.Name, a.Email }).Concat(file.Turns.Select(t => t.Speaker))
            .Where(n => !string.IsNullOrEmpty(n)).Distinct(StringComparer.OrdinalIgnoreCase);
        var screened = new List<Turn> { new("", null, string.Join(". ", names)) };
        var passage = Passage;
        foreach (var turn in file.Turns)
        {
            if (passage >= Passage)
            {
                screened.Add(about);
                passage = 0;
            }

            screened.Add(turn);
            passage += turn.Text.Length;
        }

        return screened;
    }

    /// <summary>The names that belong to a call: who was there, their addresses, the account.</summary>
    private static string[] Names(string? account, IReadOnlyList<Attendee> attendees) =>
        [.. attendees.SelectMany(a => new[] { a.Name, a.Email }).Append(account).Where(n => !string.IsNullOrWhiteSpace(n))
            .Distinct(StringComparer.OrdinalIgnoreCase)!];

    private static string? Name(string? given, string pointer, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrWhiteSpace(given)) return null;
        var clean = SpokenText.Clean(given);
        if (clean.Length > LongestName) errors[pointer] = [$"More than {LongestName} characters."];
        return clean.Length == 0 ? null : clean;
    }

    private static IReadOnlyDictionary<string, string> Fields(string? crm, Dictionary<string, string[]> errors)
    {
        try
        {
            return CrmFields.Parse(crm);
        }
        catch (TranscriptRefused refused)
        {
            errors["/crm"] = [CrmFields.Sentence(refused)];
            return CrmFields.None;
        }
    }

    /// <summary>The addresses in “Ana Ruiz &lt;ana@harbor.example&gt;, bo@harbor.example”.</summary>
    private static string[] Addresses(string hosts) =>
        [.. hosts.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Bare).Select(Inputs.Address).Distinct(StringComparer.Ordinal)];

    /// <summary>The address of “Rosa &lt;rosa@lakeside.example&gt;”.</summary>
    private static string Bare(string written) =>
        written.Trim() is var one && one.LastIndexOf('<') is var open and >= 0 && one.EndsWith('>') ? one[(open + 1)..^1].Trim() : one;
}
