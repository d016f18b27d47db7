using System.Text;
using System.Text.Unicode;

namespace Usher.Calls.Transcripts;

/// <summary>
/// Reads what recorders send: JSON turns, WebVTT, or plain lines of <c>Speaker: text</c>. The content decides which; the file's name only
/// says what was meant when the content says nothing. Text is UTF-8, or UTF-16 with a byte order mark. A file is taken whole or refused
/// with a named reason. Control characters and marks that turn the direction of writing are left out; a NUL means binary.
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
            return Kind(text, fileName) switch
            {
                TranscriptKind.Json => JsonTranscript.Read(text, limits),
                TranscriptKind.Vtt => VttTranscript.Read(text, limits),
                _ => PlainTranscript.Read(text, limits),
            };
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
            if (bytes.Contains((byte)0))
                throw new TranscriptRefused(new BinaryContent());
            if (!Utf8Valid(bytes, out var offset))
                throw new TranscriptRefused(new NotUtf8(offset));
            text = Utf8.GetString(bytes);
        }
        if (text.Contains('\0'))
            throw new TranscriptRefused(new BinaryContent());
        return string.IsNullOrWhiteSpace(text) ? throw new TranscriptRefused(new TranscriptEmpty()) : text;
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
        if (start[0] == '{')
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
