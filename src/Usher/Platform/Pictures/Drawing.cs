using System.Security.Cryptography;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using Usher.Access;

namespace Usher.Platform;

/// <summary>A picture that was drawn again.</summary>
/// <param name="Bytes">As WebP, without anything but the pixels.</param>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
public sealed record Drawn(byte[] Bytes, int Width, int Height)
{
    /// <summary>The SHA-256 of the bytes.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));
}

/// <summary>
/// Reads a picture from a stranger and draws it again, so that nothing of the file is kept but what is seen. How large it is, is looked at
/// before a pixel is decoded.
/// </summary>
public static class Drawing
{
    /// <summary>How many bytes a file has at most.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>How wide and how high a picture is at most.</summary>
    public const int MostSide = 4_096;

    /// <summary>How wide and how high it is drawn at most.</summary>
    public const int Side = 1_600;

    private const int Quality = 82;

    private static readonly Configuration Three = Formats();

    private static readonly WebpEncoder Encoder = new() { Quality = Quality, FileFormat = WebpFileFormatType.Lossy, Method = WebpEncodingMethod.Level2 };

    /// <summary>One at a time, whoever sends them: a picture takes much memory while it is drawn.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>The picture drawn again when its turn comes, or why not.</summary>
    /// <param name="file">The file.</param>
    /// <param name="square">Drawn as a square of this side, cut at its edges; null: as it is, no larger than <see cref="Side"/>.</param>
    /// <param name="ct">Ends the wait.</param>
    public static async Task<Outcome<Drawn>> InTurn(byte[] file, int? square, CancellationToken ct)
    {
        await Turn.WaitAsync(ct);
        try
        {
            return await Task.Run(() => Again(file, square), ct);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>The picture drawn again, or why not.</summary>
    public static Outcome<Drawn> Again(byte[] file, int? square = null)
    {
        if (file.Length > MostBytes) return new PictureTooLarge();
        if (PictureFile.Fault(file) is { } fault)
            return fault switch
            {
                PictureFault.Animated => new PictureMoves(),
                PictureFault.Truncated => new PictureIsCut(),
                PictureFault.More => new PictureHasMore(),
                _ => new NotAPicture(),
            };
        try
        {
            if (Image.Identify(Three, new MemoryStream(file, writable: false), out _) is not { } size) return new NotAPicture();
            if (size.Width is < 1 or > MostSide || size.Height is < 1 or > MostSide) return new PictureHasTooManyPixels();
            using var picture = Image.Load<Rgba32>(Three, file);
            if (picture.Frames.Count != 1) return new PictureMoves();
            picture.Mutate(one =>
            {
                one.AutoOrient();
                if (square is { } side) one.Resize(new ResizeOptions { Mode = ResizeMode.Crop, Size = new(side, side) });
                else if (Math.Max(picture.Width, picture.Height) > Side) one.Resize(new ResizeOptions { Mode = ResizeMode.Max, Size = new(Side, Side) });
            });
            picture.Metadata.ExifProfile = null;
            picture.Metadata.IccProfile = null;
            picture.Metadata.XmpProfile = null;
            picture.Metadata.IptcProfile = null;
            using var drawn = new MemoryStream();
            picture.Save(drawn, Encoder);
            return new Drawn(drawn.ToArray(), picture.Width, picture.Height);
        }
        catch (Exception unread) when (unread is not OutOfMemoryException)
        {
            // What the library says of a broken file differs with the place where it breaks.
            return new NotAPicture();
        }
    }

    private static Configuration Formats()
    {
        var three = new Configuration(new PngConfigurationModule(), new JpegConfigurationModule(), new WebpConfigurationModule())
        {
            MaxDegreeOfParallelism = 1,
        };
        three.ImageFormatsManager.SetDecoder(PngFormat.Instance, new PngDecoder { IgnoreMetadata = true });
        three.ImageFormatsManager.SetDecoder(WebpFormat.Instance, new WebpDecoder { IgnoreMetadata = true });
        return three;
    }
}

/// <summary>The file has too many bytes.</summary>
public sealed record PictureTooLarge() : Refusal("The picture is larger than 2 MB. Make it smaller and try again.");

/// <summary>The file is no picture that is accepted.</summary>
public sealed record NotAPicture() : Refusal("This file can’t be read as a picture. Use PNG, JPEG or WebP; SVG isn’t accepted.");

/// <summary>The picture has several frames.</summary>
public sealed record PictureMoves() : Refusal("Animated pictures aren’t accepted. Use a picture with one frame.");

/// <summary>The end of the file is missing.</summary>
public sealed record PictureIsCut() : Refusal("The end of the picture is missing. Export it again.");

/// <summary>The file goes on after the picture.</summary>
public sealed record PictureHasMore() : Refusal("The file has something after the picture. Export the picture alone.");

/// <summary>The picture is too wide or too high.</summary>
public sealed record PictureHasTooManyPixels() : Refusal("The picture has more than 4,096 pixels in width or height. Make it smaller and try again.");
