namespace Usher.Calls.Transcripts;

/// <summary>One stretch of speech by one speaker. Its number is its index in the list of turns, from zero.</summary>
/// <param name="Speaker">Who speaks, as the recorder names them; empty when unknown.</param>
/// <param name="At">Where in the call it begins, counted from the call's start; null when the file has no times.</param>
/// <param name="Text">The words as they came. Every quotation is a contiguous run of exactly this text.</param>
public sealed record Turn(string Speaker, TimeSpan? At, string Text);

/// <summary>A person invited to or present in the call.</summary>
/// <param name="Name">The name as the recorder writes it.</param>
/// <param name="Email">The e-mail address, when the recorder knows one.</param>
public sealed record Attendee(string Name, string? Email);
