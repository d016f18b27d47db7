namespace Usher.Calls.Transcripts;

/// <summary>A call as a file tells it. What the file does not say is null or empty.</summary>
/// <param name="RecorderId">The recorder's own id of the call: the same call pushed twice bears the same id.</param>
/// <param name="Title">The title.</param>
/// <param name="Host">The host, by e-mail address or recorder identity.</param>
/// <param name="Start">When the call began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Account">The account in the CRM.</param>
/// <param name="Attendees">Who was invited or present.</param>
/// <param name="Turns">What was said, in order; never empty.</param>
public sealed record TranscriptFile(
    string? RecorderId,
    string? Title,
    string? Host,
    DateTimeOffset? Start,
    TimeSpan? Duration,
    string? Account,
    IReadOnlyList<Attendee> Attendees,
    IReadOnlyList<Turn> Turns)
{
    /// <summary>What was odd in the file, and what of it could not be read.</summary>
    public ReadingNotes Notes { get; init; } = ReadingNotes.None;

    /// <summary>What the CRM says of the call: fields and values as they are compared (<see cref="CrmFields"/>).</summary>
    public IReadOnlyDictionary<string, string> Crm { get; init; } = CrmFields.None;

    /// <summary>The link to the recording at the recorder, as it was sent.</summary>
    public string? Recording { get; init; }

    /// <summary>When the call began, counted back from the day it is read; only files of a demonstration say it so.</summary>
    public RelativeStart? Ago { get; init; }

    /// <summary>Whether the file says that the call is expected to be held; only files of a demonstration do.</summary>
    public bool ExpectedHeld { get; init; }
}

/// <summary>Something odd in a file, or something that could not be read. It gives positions, never a word of the content.</summary>
/// <param name="Where">The line, or the RFC 6901 pointer.</param>
/// <param name="Why">What is wrong there, and what was made of it.</param>
public sealed record TranscriptWarning(string Where, string Why);

/// <summary>How a file could be read.</summary>
/// <param name="Unread">How many pieces (cues, lines without a speaker or a time) could not be read and are not in the turns.</param>
/// <param name="Warned">How many warnings there were in all, those of what could not be read among them.</param>
/// <param name="Warnings">The first of them.</param>
public sealed record ReadingNotes(int Unread, int Warned, IReadOnlyList<TranscriptWarning> Warnings)
{
    /// <summary>Everything was as it should be.</summary>
    public static ReadingNotes None { get; } = new(0, 0, []);

    /// <summary>The same, and one warning before the others.</summary>
    internal ReadingNotes And(TranscriptWarning warning) => this with { Warned = Warned + 1, Warnings = [warning, .. Warnings] };
}

/// <summary>A start given as so many days ago, at a time of day in UTC.</summary>
public sealed record RelativeStart(int Days, TimeOnly Time)
{
    /// <summary>The moment it means when the file is read at <paramref name="now"/>.</summary>
    public DateTimeOffset From(DateTimeOffset now) =>
        new(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-Days).ToDateTime(Time), TimeSpan.Zero);
}

/// <summary>How large a transcript may be. Whatever exceeds one of these is refused whole.</summary>
/// <param name="Bytes">The most bytes of a file; not one more than this is read from a stream.</param>
/// <param name="Turns">The most turns.</param>
/// <param name="TurnLength">The most characters of one turn.</param>
/// <param name="NameLength">The most characters of a name, a title, an id or an address.</param>
/// <param name="Attendees">The most attendees.</param>
public sealed record TranscriptLimits(int Bytes, int Turns, int TurnLength, int NameLength, int Attendees)
{
    /// <summary>Room for a day-long meeting: 8 MiB, 20,000 turns of at most 20,000 characters, names of 300, 500 attendees.</summary>
    public static TranscriptLimits Default { get; } = new(8 * 1024 * 1024, 20_000, 20_000, 300, 500);

    /// <summary>
    /// Whether JSON may have only the members that are known: of what is pushed a typo loses nothing unseen; a file may say more than is
    /// read of it.
    /// </summary>
    public bool OnlyKnownMembers { get; init; }

    /// <summary>The most lines that are not blank; twenty for each turn.</summary>
    public int Lines { get; init; } = 400_000;

    /// <summary>The most warnings that are kept in words; the others are counted.</summary>
    public int Warnings { get; init; } = 50;
}

/// <summary>A file that was read, or the reason why it was not. Exactly one of the two is there.</summary>
public sealed record TranscriptResult
{
    private TranscriptResult(TranscriptFile? file, TranscriptRefusal? refusal) => (File, Refusal) = (file, refusal);

    /// <summary>The call, when the file could be read.</summary>
    public TranscriptFile? File { get; }

    /// <summary>Why the file was refused.</summary>
    public TranscriptRefusal? Refusal { get; }

    public static implicit operator TranscriptResult(TranscriptFile file) => new(file, null);

    public static implicit operator TranscriptResult(TranscriptRefusal refusal) => new(null, refusal);
}
