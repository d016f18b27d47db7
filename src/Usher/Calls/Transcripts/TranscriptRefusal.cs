using Usher.Access;

namespace Usher.Calls.Transcripts;

/// <summary>Why a transcript was refused. It gives positions and limits, never a word of the content.</summary>
/// <param name="Sentence">What a person reads: what is wrong and what to do.</param>
public abstract record TranscriptRefusal(string Sentence) : Refusal(Sentence);

/// <summary>More bytes than allowed; the rest was not read.</summary>
public sealed record TranscriptTooLarge(int Most)
    : TranscriptRefusal($"The transcript is larger than {Most / 1024:N0} KiB. Send it without audio, or in parts.");

/// <summary>No bytes, or nothing that anybody said.</summary>
public sealed record TranscriptEmpty() : TranscriptRefusal("The transcript has no words.");

/// <summary>Not UTF-8, and not UTF-16 with a byte order mark.</summary>
public sealed record NotUtf8(long Offset)
    : TranscriptRefusal($"The transcript is not UTF-8 text (byte {Offset}). Save it as UTF-8 and send it again.");

/// <summary>NUL characters: a recording, an archive, or text in UTF-16 without a byte order mark.</summary>
/// <param name="What">What the file is, as far as its first bytes tell.</param>
public sealed record BinaryContent(string What)
    : TranscriptRefusal($"The file is {What}, not text. Send JSON turns, WebVTT, SRT, or lines of “Speaker: text” in UTF-8.");

/// <summary>One turn has more characters than allowed.</summary>
/// <param name="Where">The line, or the RFC 6901 pointer.</param>
/// <param name="Most">The limit.</param>
public sealed record TurnTooLong(string Where, int Most)
    : TranscriptRefusal($"At {Where} a turn has more than {Most:N0} characters. Split it where the speaker pauses.");

/// <summary>More lines than allowed.</summary>
public sealed record TooManyLines(int Most) : TranscriptRefusal($"The transcript has more than {Most:N0} lines. Send it in parts.");

/// <summary>More turns than allowed.</summary>
public sealed record TooManyTurns(int Most) : TranscriptRefusal($"The transcript has more than {Most:N0} turns.");

/// <summary>More attendees than allowed.</summary>
public sealed record TooManyAttendees(int Most) : TranscriptRefusal($"The transcript names more than {Most:N0} attendees.");

/// <summary>A name, title, id or address has more characters than allowed.</summary>
/// <param name="What">Which one.</param>
/// <param name="Most">The limit.</param>
public sealed record NameTooLong(string What, int Most) : TranscriptRefusal($"The {What} has more than {Most:N0} characters.");

/// <summary>Meant as WebVTT, and not one cue of it could be read.</summary>
public sealed record BadVtt(int Line, string Why) : TranscriptRefusal($"Line {Line} of the WebVTT file: {Why}.");

/// <summary>Not JSON, or not JSON turns.</summary>
/// <param name="Pointer">RFC 6901 pointer to the faulty value, or the line of a syntax error.</param>
/// <param name="Why">What is expected there.</param>
public sealed record BadJson(string Pointer, string Why) : TranscriptRefusal($"The JSON at {Pointer}: {Why}.");

/// <summary>The front matter of a plain transcript has a line that cannot be read.</summary>
public sealed record BadHeader(int Line, string Why) : TranscriptRefusal($"Line {Line} of the header: {Why}.");

/// <summary>Plain text in which no line begins with a speaker or a time.</summary>
public sealed record NoSpeakers()
    : TranscriptRefusal("No line of the text begins with a speaker or a time. Write “Name: what they said”, one turn a line.");
