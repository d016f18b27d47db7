using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Acts;
using Usher.Tests.Directory;

namespace Usher.Tests.Marketplace;

/// <summary>Pictures of apps: whose they are, and what a stranger's file may not be.</summary>
public class AppPictureTests : IAsyncLifetime
{
    private Town _town = null!;
    private AppPictures _pictures = null!;

    public async ValueTask InitializeAsync()
    {
        _town = await Town.Open();
        _pictures = new AppPictures(_town.Gate, _town.Clock);
        await _town.Do("customeradmin", new PublishOwnApp(MarketplaceSamples.Manifest("ours")));
    }

    public ValueTask DisposeAsync() => _town.DisposeAsync();

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    public async Task A_picture_is_drawn_again_and_shown_with_its_size_and_description(string format)
    {
        (await Own(Picture(format, 40, 30))).ShouldBeNull();

        var shown = (await _town.Read("user", new ViewApp("ours"))).Pictures.ShouldHaveSingleItem();
        (shown.Number, shown.Alt, shown.Width, shown.Height).ShouldBe((1, "The editor", 40, 30));
        var bytes = await _town.Read("user", new ViewAppPicture("ours", shown.Hash));
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)).ShouldBe(shown.Hash);
        using var read = Image.Load(bytes, out var kind);
        (kind.Name.ToLowerInvariant(), read.Width, read.Height).ShouldBe(("webp", 40, 30));
    }

    [Fact]
    public async Task What_is_larger_than_the_page_shows_is_drawn_smaller_and_nothing_but_pixels_is_kept()
    {
        using var picture = new Image<Rgba32>(3_200, 1_000);
        picture.Metadata.ExifProfile = new ExifProfile();
        picture.Metadata.ExifProfile.SetValue(ExifTag.Copyright, "canary-of-the-camera");
        using var file = new MemoryStream();
        picture.SaveAsJpeg(file);
        Encoding.Latin1.GetString(file.ToArray()).ShouldContain("canary");
        (await Own(file.ToArray())).ShouldBeNull();

        var shown = (await _town.Read("user", new ViewApp("ours"))).Pictures.ShouldHaveSingleItem();
        (shown.Width, shown.Height).ShouldBe((1_600, 500));
        Encoding.Latin1.GetString(await _town.Read("user", new ViewAppPicture("ours", shown.Hash))).ShouldNotContain("canary");
    }

    public static TheoryData<string, Type> Hostile => new()
    {
        { "empty", typeof(NotAPicture) },
        { "svg", typeof(NotAPicture) },
        { "gif", typeof(NotAPicture) },
        { "html", typeof(NotAPicture) },
        { "only a signature", typeof(PictureIsCut) },
        { "png cut", typeof(PictureIsCut) },
        { "jpeg cut", typeof(PictureIsCut) },
        { "webp cut", typeof(PictureIsCut) },
        { "png with a script after it", typeof(PictureHasMore) },
        { "jpeg with an archive after it", typeof(PictureHasMore) },
        { "webp with a script after it", typeof(PictureHasMore) },
        { "animated png", typeof(PictureMoves) },
        { "animated webp", typeof(PictureMoves) },
        { "bomb of 65,000 by 65,000 pixels", typeof(PictureHasTooManyPixels) },
        { "wide", typeof(PictureHasTooManyPixels) },
        { "png without pixels", typeof(NotAPicture) },
        { "large", typeof(PictureTooLarge) },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_file_that_is_none_or_more_than_one_picture_is_refused_by_name(string what, Type refusal)
    {
        (await Own(File(what))).ShouldNotBeNull(what).GetType().ShouldBe(refusal, what);
        (await _town.Read("user", new ViewApp("ours"))).Pictures.ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_byte_of_a_picture_is_changed_it_is_read_or_refused_and_nothing_else()
    {
        foreach (var format in new[] { "png", "jpeg", "webp" })
        {
            var file = Picture(format, 8, 8);
            for (var at = 0; at < file.Length; at++)
            {
                var changed = (byte[])file.Clone();
                changed[at] ^= 0xFF;
                var outcome = Drawing.Again(changed);
                if (outcome.Refused is null) outcome.Value!.Width.ShouldBeLessThanOrEqualTo(Drawing.Side);
            }
        }
    }

    [Fact]
    public async Task There_are_five_at_most_each_described_and_one_takes_the_place_of_another()
    {
        for (var number = 1; number <= 5; number++) (await Own(Picture("png", number, 1), number)).ShouldBeNull();
        (await Own(Picture("png", 9, 1), 6)).ShouldBeOfType<Invalid>();
        (await Own(Picture("png", 9, 1), 0)).ShouldBeOfType<Invalid>();
        foreach (var alt in new[] { null, "", "  ", "a\u202Eb", new string('a', 501) })
            (await Own(Picture("png", 9, 1), 2, alt)).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/alt"]);

        (await Own(Picture("png", 7, 1), 2)).ShouldBeNull();
        await _town.Do("customeradmin", new SetOwnPicture("ours", 4, null, null));
        await _town.Do("customeradmin", new SetOwnPicture("ours", 4, null, null));
        (await _town.Read("user", new ViewApp("ours"))).Pictures.Select(p => (p.Number, p.Width)).ShouldBe([(1, 1), (2, 7), (3, 3), (5, 5)]);
    }

    [Fact]
    public async Task Who_may_not_publish_an_app_puts_no_picture_on_it_and_whoever_cannot_see_it_sees_none()
    {
        var file = Picture("png", 4, 4);
        (await Own(file, by: "user")).ShouldBeOfType<NotAllowed>();
        (await Own(file, by: "customeradmin@lakeside")).ShouldBeOfType<NotFound>();
        (await _pictures.SetOwn(_town.As("customeradmin"), "signage", 1, "The editor", file, default)).Refused.ShouldBeOfType<NotFound>("an app of the catalogue is no customer's");
        (await _pictures.SetInCatalogue(_town.As("support", Guid.Empty), "signage", 1, "The editor", file, default)).Refused.ShouldBeOfType<NotAllowed>();
        (await _pictures.SetInCatalogue(_town.As("super", Guid.Empty), "ours", 1, "The editor", file, default)).Refused.ShouldBeOfType<NotFound>();
        (await _pictures.SetInCatalogue(_town.As("super", Guid.Empty), "signage", 1, "The editor", file, default)).Refused.ShouldBeNull();
        (await Own(file)).ShouldBeNull();

        var hash = (await _town.Read("user", new ViewApp("ours"))).Pictures[0].Hash;
        (await _town.Try("user@lakeside", new ViewAppPicture("ours", hash))).ShouldBeOfType<NotFound>();
        (await _town.Try("user", new ViewAppPicture("ours", new string('0', 64)))).ShouldBeOfType<NotFound>();
        (await _town.Read("user@lakeside", new ViewAppPicture("signage", hash))).Length.ShouldBeGreaterThan(0);
    }

    private async Task<Refusal?> Own(byte[] file, int number = 1, string? alt = "The editor", string by = "customeradmin") =>
        (await _pictures.SetOwn(_town.As(by), "ours", number, alt, file, TestContext.Current.CancellationToken)).Refused;

    internal static byte[] Picture(string format, int width, int height)
    {
        using var picture = new Image<Rgba32>(width, height, new Rgba32(20, 120, 110));
        using var file = new MemoryStream();
        if (format == "png") picture.SaveAsPng(file);
        else if (format == "jpeg") picture.SaveAsJpeg(file);
        else picture.Save(file, new WebpEncoder());
        return file.ToArray();
    }

    private static byte[] File(string what) => what switch
    {
        "empty" => [],
        "svg" => "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
        "gif" => [.. "GIF89a"u8, 1, 0, 1, 0, 0, 0, 0, (byte)';'],
        "html" => "<html><script>alert(1)</script></html>"u8.ToArray(),
        "only a signature" => Signature,
        "png cut" => Picture("png", 40, 30)[..^20],
        "jpeg cut" => Picture("jpeg", 40, 30)[..^20],
        "webp cut" => Picture("webp", 40, 30)[..^20],
        "png with a script after it" => [.. Picture("png", 4, 4), .. "<script>alert(1)</script>"u8],
        "jpeg with an archive after it" => [.. Picture("jpeg", 4, 4), .. "PK"u8, 3, 4],
        "webp with a script after it" => [.. Picture("webp", 4, 4), .. "<script>alert(1)</script>"u8],
        "animated png" => Png(4, 4, Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), Chunk("IDAT", Pixels(4, 4))),
        "animated webp" => Riff(("VP8X", [0x02, 0, 0, 0, 3, 0, 0, 3, 0, 0]), ("ANIM", [0, 0, 0, 0, 0, 0])),
        "bomb of 65,000 by 65,000 pixels" => Png(65_000, 65_000, Chunk("IDAT", Pixels(1, 1))),
        "wide" => Png(5_000, 1, Chunk("IDAT", Pixels(5_000, 1))),
        "png without pixels" => Png(4, 4),
        _ => new byte[Drawing.MostBytes + 1],
    };

    private static byte[] Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private static byte[] Png(int width, int height, params byte[][] chunks)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        return [.. Signature, .. Chunk("IHDR", header), .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND", [])];
    }

    private static byte[] Pixels(int width, int height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var line = 0; line < height; line++) zlib.Write(new byte[1 + (4 * width)]);
        return packed.ToArray();
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] said = [.. Encoding.ASCII.GetBytes(name), .. data];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(said));
        return [.. length, .. said, .. sum];
    }

    private static uint Crc(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static byte[] Riff(params (string Name, byte[] Data)[] parts)
    {
        var body = new List<byte>([.. "WEBP"u8]);
        foreach (var (name, data) in parts)
        {
            body.AddRange(Encoding.ASCII.GetBytes(name));
            body.AddRange(BitConverter.GetBytes(data.Length));
            body.AddRange(data);
            if (data.Length % 2 == 1) body.Add(0);
        }

        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Count), .. body];
    }
}
