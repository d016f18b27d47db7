using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;
using Usher.Tests.Acts;

namespace Usher.Tests.Directory;

/// <summary>Pictures of people (rule 27): one's own, drawn again, shown with the name.</summary>
public class UserPictureTests
{
    [Fact]
    public async Task Ones_own_is_cut_to_a_small_square_and_goes_with_the_name()
    {
        await using var town = await Town.Open();
        (await Send(town, "default", Png(400, 90))).ShouldBeNull();
        var key = (await town.Read("default", new Usher.Identity.ViewMe())).Picture.ShouldNotBeNull();
        using var shown = Image.Load(await town.Read("default", new ViewPicture(key)), out var format);
        (format.Name, shown.Width, shown.Height).ShouldBe(("Webp", UserPicture.Side, UserPicture.Side));
        (await town.Read("default", new ViewMyPeople())).Teams.Single().People.Single().Picture.ShouldBe(key);
        (await town.Read("useradmin", new ViewUser(town["default"]))).Picture.ShouldBe(key);
        await CallSamples.Push(town);
        (await town.Read("default", new ViewCall(town["call"]))).Readers.Single(reader => reader.Id == town["default"]).Picture.ShouldBe(key);
    }

    [Fact]
    public async Task Its_address_is_new_each_time_and_a_former_one_shows_nothing()
    {
        await using var town = await Town.Open();
        await town.Do("default", new SetMyPicture(new([1], 1, 1)));
        var first = (await town.Rows<UserPicture>()).Single().Key;
        await town.Do("default", new SetMyPicture(new([1], 1, 1)));
        (await town.Rows<UserPicture>()).Single().Key.ShouldNotBe(first);
        (await town.Try("default", new ViewPicture(first))).ShouldBeOfType<NotFound>();
        await town.Do("default", new SetMyPicture(null));
        (await town.Rows<UserPicture>()).ShouldBeEmpty();
        (await town.Facts("default")).User!.Picture.ShouldBeNull();
    }

    [Fact]
    public async Task Who_reads_no_name_of_somebody_reads_no_address_of_their_picture_either()
    {
        await using var town = await Town.Open();
        await town.Do("user", new SetMyPicture(new([1], 1, 1)));
        var key = (await town.Rows<UserPicture>()).Single().Key;
        var mine = await town.Read("default", new ViewMyPeople());
        mine.Teams.SelectMany(team => team.People).Concat(mine.Grants.SelectMany(grant => grant.People)).ShouldNotContain(one => one.Picture == key);
        // Not even by its address in another customer, by a machine, or by staff.
        (await town.Try(town.As("default@lakeside"), new ViewPicture(key))).ShouldBeOfType<NotFound>();
        (await town.Try("recorder", new ViewPicture(key))).ShouldNotBeNull();
        (await town.Try("support", new ViewPicture(key))).ShouldBeOfType<NotFound>();
        (await town.Read("support", new ViewUser(town["user"]))).Picture.ShouldBeNull();
    }

    [Fact]
    public async Task Who_keeps_the_directory_removes_one_and_its_person_reads_who_did()
    {
        await using var town = await Town.Open();
        await town.Do("default", new SetMyPicture(new([1], 1, 1)));
        foreach (var who in new[] { "user", "editor", "customeradmin", "support" })
            (await town.Try(who, new RemovePicture(town["default"]))).ShouldBeOfType<NotAllowed>(who);
        await town.Do("useradmin", new RemovePicture(town["default"]));
        (await town.NewsTo("default")).ShouldHaveSingleItem().Words.ShouldBe("Useradmin Example removed your picture.");
        (await town.Try("useradmin", new RemovePicture(town["default"]))).ShouldBeOfType<NoPictureHere>();
    }

    [Fact]
    public async Task A_picture_that_is_a_bomb_is_refused_before_a_pixel_is_decoded()
    {
        await using var town = await Town.Open();
        (await Send(town, "default", Bomb())).ShouldBeOfType<PictureHasTooManyPixels>();
        // Each scan of a JPEG goes through the whole picture again, and takes ten bytes.
        byte[] scan = [0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x01, 0x3F, 0x10];
        (await Send(town, "default", [0xFF, 0xD8, .. Enumerable.Repeat(scan, 65).SelectMany(one => one), 0xFF, 0xD9])).ShouldBeOfType<NotAPicture>();
        (await Send(town, "default", new byte[Drawing.MostBytes + 1])).ShouldBeOfType<PictureTooLarge>();
        (await Send(town, "default", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray())).ShouldBeOfType<NotAPicture>();
        (await Send(town, "default", Png(8, 8)[..^9])).ShouldBeOfType<PictureIsCut>();
        (await town.Rows<UserPicture>()).ShouldBeEmpty();
        // A stranger's file is not even read.
        await town.Do("customeradmin", new DeactivateUser(town["default"]));
        (await Send(town, "default", Bomb())).ShouldBeOfType<NotAllowed>();
    }

    private static async Task<Refusal?> Send(Town town, string who, byte[] file) =>
        (await new UserPictures(town.Gate, town.Clock).Set(town.As(who), file, default)).Refused;

    private static byte[] Png(int width, int height)
    {
        using var picture = new Image<Rgba32>(width, height);
        using var file = new MemoryStream();
        picture.SaveAsPng(file);
        return file.ToArray();
    }

    /// <summary>A few bytes that say that they are 60,000 pixels wide and high.</summary>
    private static byte[] Bomb()
    {
        var file = Png(8, 8);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 60_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 60_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), Crc(file.AsSpan(12, 17)));
        return file;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var one in data)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
