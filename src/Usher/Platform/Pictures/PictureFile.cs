using System.Buffers.Binary;

namespace Usher.Platform;

/// <summary>
/// What the container of a picture says, read by its parts without decoding any: whether it is a PNG, JPEG or WebP picture of one frame that
/// ends where the file does. Whatever else a file is, it is not both.
/// </summary>
internal static class PictureFile
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private static ReadOnlySpan<byte> Beginning => [0xFF, 0xD8, 0xFF];

    private const int ChunkFrame = 12; // length, name and checksum of a PNG chunk

    /// <summary>What is wrong with it; null: nothing that can be seen from outside.</summary>
    public static PictureFault? Fault(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Signature)) return Png(file);
        if (file.StartsWith(Beginning)) return Jpeg(file);
        return file.StartsWith("RIFF"u8) && file.Length >= 12 && file[8..12].SequenceEqual("WEBP"u8) ? Webp(file) : PictureFault.Other;
    }

    private static PictureFault? Png(ReadOnlySpan<byte> file)
    {
        for (var at = 8; file.Length - at >= ChunkFrame;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var name = file.Slice(at + 4, 4);
            if (length > file.Length - at - ChunkFrame) return PictureFault.Truncated;
            at += ChunkFrame + (int)length;
            if (name.SequenceEqual("acTL"u8)) return PictureFault.Animated;
            if (name.SequenceEqual("IEND"u8)) return at == file.Length ? null : PictureFault.More;
        }

        return PictureFault.Truncated;
    }

    private static PictureFault? Webp(ReadOnlySpan<byte> file)
    {
        var end = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L;
        if (end > file.Length) return PictureFault.Truncated;
        if (end < file.Length) return PictureFault.More;
        for (var at = 12L; at + 8 <= end;)
        {
            var name = file.Slice((int)at, 4);
            if (name.SequenceEqual("ANIM"u8) || name.SequenceEqual("ANMF"u8)) return PictureFault.Animated;
            var length = BinaryPrimitives.ReadUInt32LittleEndian(file[(int)(at + 4)..]);
            at += 8 + length + (length & 1);
            if (at > end) return PictureFault.Truncated;
        }

        return null;
    }

    /// <summary>Each scan goes through the whole picture again: cameras and programs write a dozen at most.</summary>
    private const int MostScans = 64;

    /// <summary>Marker by marker, and through what is coded between them: a picture inside the metadata ends nothing.</summary>
    private static PictureFault? Jpeg(ReadOnlySpan<byte> file)
    {
        var scans = 0;
        for (var at = 2; at + 1 < file.Length;)
        {
            if (file[at] != 0xFF) return PictureFault.Other;
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            at += 2;
            if (marker == 0xD9) return at == file.Length ? null : PictureFault.More;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD7)) continue;
            if (at + 2 > file.Length) break;
            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (marker != 0xDA) continue;
            if (++scans > MostScans) return PictureFault.Other;
            // What is coded: a marker ends it, except those inside it.
            while (at + 1 < file.Length && !(file[at] == 0xFF && file[at + 1] is not 0 and not (>= 0xD0 and <= 0xD7))) at++;
        }

        return PictureFault.Truncated;
    }
}

/// <summary>What is wrong with a file that is to be a picture.</summary>
internal enum PictureFault
{
    /// <summary>It is something else.</summary>
    Other,

    /// <summary>It has several frames.</summary>
    Animated,

    /// <summary>Its end is missing.</summary>
    Truncated,

    /// <summary>Something comes after the picture.</summary>
    More,
}
