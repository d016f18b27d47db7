using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>
/// Pictures of apps: put by whoever may publish the app, shown to whoever can see it. Pictures of people: put by themselves, shown with their
/// name.
/// </summary>
public static class PictureRoutes
{
    private const string Type = "image/webp";

    /// <summary>A picture to be put on an app's page.</summary>
    /// <param name="Alt">What is to be seen, for whoever does not see it.</param>
    /// <param name="Image">The file in base64: PNG, JPEG or WebP.</param>
    public sealed record Picture(string Alt, string Image);

    /// <summary>The caller's own picture.</summary>
    /// <param name="Image">The file in base64: PNG, JPEG or WebP.</param>
    public sealed record OwnPicture(string Image);

    /// <summary>Maps the routes.</summary>
    public static void MapPictures(this IEndpointRouteBuilder api)
    {
        var catalogue = api.MapGroup("/catalogue/{app}/pictures").WithTags("Marketplace");
        catalogue.MapPut("/{number}", (HttpContext http, string app, int number, Picture picture, AppPictures pictures) =>
                http.Run(caller => pictures.SetInCatalogue(caller, app, number, picture.Alt, Bytes(picture.Image), http.RequestAborted)))
            .Needs(Permission.AppPublish).WithSummary("Put a picture on an app's page, in place of the one with this number")
            .Produces(StatusCodes.Status204NoContent);
        catalogue.MapDelete("/{number}", (HttpContext http, string app, int number) =>
                http.Run(new SetCataloguePicture(app, number, null, null)))
            .Needs(Permission.AppPublish).WithSummary("Remove a picture from an app's page").Produces(StatusCodes.Status204NoContent);
        var own = api.MapGroup("/customers/{customer}/apps/{app}/pictures").WithTags("Marketplace");
        own.MapPut("/{number}", (HttpContext http, string customer, string app, int number, Picture picture, AppPictures pictures) =>
                http.Run(caller => pictures.SetOwn(caller, app, number, picture.Alt, Bytes(picture.Image), http.RequestAborted)))
            .Needs(Permission.AppPublishOwn).WithSummary("Put a picture on the page of an own app, in place of the one with this number")
            .Produces(StatusCodes.Status204NoContent);
        own.MapDelete("/{number}", (HttpContext http, string customer, string app, int number) =>
                http.Run(new SetOwnPicture(app, number, null, null)))
            .Needs(Permission.AppPublishOwn).WithSummary("Remove a picture from the page of an own app")
            .Produces(StatusCodes.Status204NoContent);
        own.MapGet("/by-hash/{hash}", (HttpContext http, string customer, string app, string hash) =>
                http.Run(new ViewAppPicture(app, hash), bytes => Shown(http, bytes)))
            .Needs(Permission.AppView).WithSummary("A picture of an app").Produces<string>(StatusCodes.Status200OK, Type);

        var me = api.MapGroup("/me").WithTags("Me");
        me.MapPut("/picture", (HttpContext http, OwnPicture picture, UserPictures pictures) =>
                http.Run(caller => pictures.Set(caller, Bytes(picture.Image), http.RequestAborted)))
            .Needs(Permission.ProfileEdit).WithSummary("Set my picture; it is cut to a square").Produces(StatusCodes.Status204NoContent);
        me.MapDelete("/picture", (Delegate)((HttpContext http) => http.Run(new SetMyPicture(null))))
            .Needs(Permission.ProfileEdit).WithSummary("Remove my picture").Produces(StatusCodes.Status204NoContent);
        me.MapGet("/people/pictures/{picture}", (HttpContext http, string picture) =>
                http.Run(new ViewPicture(picture), bytes => Shown(http, bytes)))
            .Needs(Permission.ProfileEdit).WithSummary("The picture of somebody whose name I read").Produces<string>(StatusCodes.Status200OK, Type);
        api.MapDelete("/customers/{customer}/users/{user:guid}/picture", (HttpContext http, string customer, Guid user) => http.Run(new RemovePicture(user)))
            .WithTags("Users").Needs(Permission.DirectoryMaintain).WithSummary("Remove somebody's picture").Produces(StatusCodes.Status204NoContent);
    }

    /// <summary>The same address always shows the same; whoever is not the reader's browser keeps nothing.</summary>
    private static IResult Shown(HttpContext http, byte[] bytes)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "private, max-age=31536000, immutable";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Bytes(bytes, Type);
    }

    /// <summary>The file; what is no base64 is no picture either.</summary>
    private static byte[] Bytes(string image)
    {
        var bytes = new byte[image.Length];
        return Convert.TryFromBase64String(image, bytes, out var length) ? bytes[..length] : [];
    }
}
