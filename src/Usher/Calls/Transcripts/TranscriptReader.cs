using System.Text;
using System.Text.Unicode;

namespace Usher.Calls.Transcripts;

/// <summary>
/// Reads what recorders send: JSON turns, WebVTT, SRT, or plain text in the layouts of the usual recorders. The content decides which; the
/// file's name only says what was meant when the content says nothing. Text is UTF-8, or UTF-16 with a byte order mark. A file is read with
/// a warning for what is odd in it, or refused with a named reason. Control characters and marks that turn the direction of writing are
/// left out; a NUL means binary.
/// </summary>
public static class TranscriptReader
{
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a transcript from a stream, of which at most one byte more than the limit is read.</summary>
    /// <exception cref="IOException">The stream itself failed.</exception>
    public static async Task<TranscriptResult> Read(Stream stream, string? fileName, TranscriptLimits limits, CancellationToken ct)
    {
        var buffer = new byte[Math.Min(limits.Bytes + 1, 64 * 1024)];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (read == 0)
                return Read(buffer.AsMemory(0, length), fileName, limits);
            length += read;
            if (length > limits.Bytes)
                return new TranscriptTooLarge(limits.Bytes);
            if (length == buffer.Length)
                Array.Resize(ref buffer, Math.Min(limits.Bytes + 1, buffer.Length * 2));
        }
    }

    /// <summary>Reads a transcript from memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="fileName">Its name, if it has one; only the ending matters.</param>
    /// <param name="limits">How large it may be.</param>
    public static TranscriptResult Read(ReadOnlyMemory<byte> bytes, string? fileName, TranscriptLimits limits)
    {
        if (bytes.Length > limits.Bytes)
            return new TranscriptTooLarge(limits.Bytes);
        try
        {
            var text = Text(bytes.Span);
            var kind = Kind(text, fileName);
            if (kind == TranscriptKind.Json)
                return JsonTranscript.Read(text, limits);
            var lines = TextLines.Of(text, limits);
            if (lines.Count == 0)
                return new TranscriptEmpty();
            return kind == TranscriptKind.Vtt || CueFile.HasCues(lines)
                ? CueTranscript.Read(lines, limits, vtt: kind == TranscriptKind.Vtt)
                : PlainTranscript.Read(lines, limits);
        }
        catch (TranscriptRefused refused)
        {
            return refused.Refusal;
        }
    }

    private enum TranscriptKind
    {
        Plain,
        Json,
        Vtt,
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        string text;
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            var utf16 = new UnicodeEncoding(bigEndian: bytes[0] == 0xFE, byteOrderMark: false, throwOnInvalidBytes: true);
            try
            {
                text = utf16.GetString(bytes[2..]);
            }
            catch (DecoderFallbackException bad)
            {
                throw new TranscriptRefused(new NotUtf8(bad.Index + 2));
            }
        }
        else
        {
            if (bytes is [0xEF, 0xBB, 0xBF, ..])
                bytes = bytes[3..];
            if (Known(bytes) is { } known)
                throw new TranscriptRefused(new BinaryContent(known));
            if (!Utf8Valid(bytes, out var offset))
                throw new TranscriptRefused(new NotUtf8(offset));
            text = Utf8.GetString(bytes);
        }
        if (text.Contains('\0'))
            throw new TranscriptRefused(new BinaryContent("text with NUL characters"));
        return string.IsNullOrWhiteSpace(text) ? throw new TranscriptRefused(new TranscriptEmpty()) : text;
    }

    /// <summary>What a file is that is no text, or text in another format.</summary>
    private static string? Known(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "an archive or a Word document",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF",
        [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..] => "rich text (RTF)",
        [(byte)'I', (byte)'D', (byte)'3', ..] or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..]
            or [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..]
            or [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] or [0x1A, 0x45, 0xDF, 0xA3, ..] =>
                "a recording (sound or video)",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Word document",
        [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..] => "UTF-16 without a byte order mark",
        _ => bytes.Contains((byte)0) ? "binary" : IsMarkup(bytes) ? "HTML or XML" : null,
    };

    private static bool IsMarkup(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.TrimStart(" \t\r\n"u8);
        return start.StartsWith("<!DOCTYPE"u8) || start.StartsWith("<!doctype"u8) || start.StartsWith("<html"u8)
            || start.StartsWith("<?xml"u8) || start.StartsWith("<tt "u8);
    }

    private static bool Utf8Valid(ReadOnlySpan<byte> bytes, out int offset)
    {
        offset = 0;
        if (System.Text.Unicode.Utf8.IsValid(bytes))
            return true;
        while (Rune.DecodeFromUtf8(bytes[offset..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
            offset += consumed;
        return false;
    }

    private static TranscriptKind Kind(string text, string? fileName)
    {
        var start = text.AsSpan().TrimStart();
        if (start.StartsWith("WEBVTT", StringComparison.Ordinal))
            return TranscriptKind.Vtt;
        if (start[0] == '{' && start[1..].TrimStart() is [] or ['"' or '}' or '\'' or '/', ..])
            return TranscriptKind.Json;
        if (start[0] == '[' && start[1..].TrimStart() is [var next, ..] && next is '{' or '[' or ']' or '"')
            return TranscriptKind.Json;
        return Path.GetExtension(fileName)?.ToLowerInvariant() switch
        {
            ".vtt" => TranscriptKind.Vtt,
            ".json" => TranscriptKind.Json,
            _ => TranscriptKind.Plain,
        };
    }
}
