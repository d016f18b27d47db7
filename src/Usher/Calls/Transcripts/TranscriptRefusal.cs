using Usher.Access;

namespace Usher.Calls.Transcripts;

/// <summary>Why a transcript was not taken. It tells places and limits, never a word of the content.</summary>
/// <param name="Sentence">What a person reads: what is wrong and what to do.</param>
public abstract record TranscriptRefusal(string Sentence) : Refusal(Sentence);

/// <summary>More bytes than allowed; the rest was not read.</summary>
public sealed record TranscriptTooLarge(int Most) : TranscriptRefusal($"The transcript is larger than {Most / 1024:N0} KiB. Send it without audio, or in parts.");

/// <summary>No bytes, or nothing that anybody said.</summary>
public sealed record TranscriptEmpty() : TranscriptRefusal("The transcript holds no words.");

/// <summary>Not UTF-8, and not UTF-16 with a byte order mark.</summary>
public sealed record NotUtf8(long Offset) : TranscriptRefusal($"The transcript is not UTF-8 text (byte {Offset}). Save it as UTF-8 and send it again.");

/// <summary>NUL characters: a recording, an archive, or text in UTF-16 without a byte order mark.</summary>
public sealed record BinaryContent() : TranscriptRefusal("The file is not text. Send JSON turns, WebVTT, or lines of “Speaker: text” in UTF-8.");

/// <summary>One turn has more characters than allowed.</summary>
/// <param name="Turn">The number of the turn, from zero.</param>
/// <param name="Most">The limit.</param>
public sealed record TurnTooLong(int Turn, int Most) : TranscriptRefusal($"Turn {Turn} has more than {Most:N0} characters. Split it where the speaker pauses.");

/// <summary>More turns than allowed.</summary>
public sealed record TooManyTurns(int Most) : TranscriptRefusal($"The transcript has more than {Most:N0} turns.");

/// <summary>More attendees than allowed.</summary>
public sealed record TooManyAttendees(int Most) : TranscriptRefusal($"The transcript names more than {Most:N0} attendees.");

/// <summary>A name, title, id or address has more characters than allowed.</summary>
/// <param name="What">Which one.</param>
/// <param name="Most">The limit.</param>
public sealed record NameTooLong(string What, int Most) : TranscriptRefusal($"The {What} has more than {Most:N0} characters.");

/// <summary>A turn begins before the one in front of it. Overlapping speech is fine; a start that goes back is not.</summary>
/// <param name="Where">The line, or the JSON pointer.</param>
public sealed record TimesRunBackward(string Where) : TranscriptRefusal($"At {Where} the time runs backward. Sort the turns by their start.");

/// <summary>Not WebVTT as W3C defines it.</summary>
public sealed record BadVtt(int Line, string Why) : TranscriptRefusal($"Line {Line} of the WebVTT file: {Why}.");

/// <summary>Not JSON, or not JSON turns.</summary>
/// <param name="Pointer">RFC 6901 pointer to the faulty value, or the line of a syntax error.</param>
/// <param name="Why">What is expected there.</param>
public sealed record BadJson(string Pointer, string Why) : TranscriptRefusal($"The JSON at {Pointer}: {Why}.");

/// <summary>The front matter of a plain transcript has a line that cannot be read.</summary>
public sealed record BadHeader(int Line, string Why) : TranscriptRefusal($"Line {Line} of the header: {Why}.");

/// <summary>Plain text in which no line begins with a speaker.</summary>
public sealed record NoSpeakers() : TranscriptRefusal("No line begins with a speaker. Write “Name: what they said”, one turn a line.");
