using Usher.Access;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Api;

/// <summary>Pictures of apps: put by whoever may publish the app, shown to whoever can see it.</summary>
public static class PictureRoutes
{
    private const string Type = "image/webp";

    /// <summary>A picture to be put on an app's page.</summary>
    /// <param name="Alt">What is to be seen, for whoever does not see it.</param>
    /// <param name="Image">The file in base64: PNG, JPEG or WebP.</param>
    public sealed record Picture(string Alt, string Image);

    /// <summary>Maps the routes.</summary>
    public static void MapPictures(this IEndpointRouteBuilder api)
    {
        var catalogue = api.MapGroup("/catalogue/{app}/pictures").WithTags("Marketplace");
        catalogue.MapPut("/{number}", (HttpContext http, string app, int number, Picture picture, AppPictures pictures) =>
                http.Run(caller => pictures.SetInCatalogue(caller, app, number, picture.Alt, Bytes(picture), http.RequestAborted)))
            .Needs(Permission.AppPublish).WithSummary("Put a picture on an app's page, in place of the one with this number")
            .Produces(StatusCodes.Status204NoContent);
        catalogue.MapDelete("/{number}", (HttpContext http, string app, int number) =>
                http.Run(new SetCataloguePicture(app, number, null, null)))
            .Needs(Permission.AppPublish).WithSummary("Remove a picture from an app's page").Produces(StatusCodes.Status204NoContent);
        var own = api.MapGroup("/customers/{customer}/apps/{app}/pictures").WithTags("Marketplace");
        own.MapPut("/{number}", (HttpContext http, string customer, string app, int number, Picture picture, AppPictures pictures) =>
                http.Run(caller => pictures.SetOwn(caller, app, number, picture.Alt, Bytes(picture), http.RequestAborted)))
            .Needs(Permission.AppPublishOwn).WithSummary("Put a picture on the page of an own app, in place of the one with this number")
            .Produces(StatusCodes.Status204NoContent);
        own.MapDelete("/{number}", (HttpContext http, string customer, string app, int number) =>
                http.Run(new SetOwnPicture(app, number, null, null)))
            .Needs(Permission.AppPublishOwn).WithSummary("Remove a picture from the page of an own app")
            .Produces(StatusCodes.Status204NoContent);
        own.MapGet("/by-hash/{hash}", (HttpContext http, string customer, string app, string hash) =>
                http.Run(new ViewAppPicture(app, hash), bytes => Shown(http, bytes)))
            .Needs(Permission.AppView).WithSummary("A picture of an app").Produces<string>(StatusCodes.Status200OK, Type);
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
    private static byte[] Bytes(Picture picture)
    {
        var bytes = new byte[picture.Image.Length];
        return Convert.TryFromBase64String(picture.Image, bytes, out var length) ? bytes[..length] : [];
    }
}
