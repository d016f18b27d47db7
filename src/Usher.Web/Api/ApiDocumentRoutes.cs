using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Usher.Web.Api;

/// <summary>The OpenAPI 3.1 document at <c>/openapi/v1.json</c>, made once, and the page at <c>/openapi</c> where one tries it.</summary>
public static class ApiDocumentRoutes
{
    /// <summary>The document's name.</summary>
    public const string Version = "v1";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Usher API</title>
          <link rel="icon" href="/icon.svg">
          <link rel="stylesheet" href="/openapi/swagger-ui.css">
        </head>
        <body>
          <main id="page"></main>
          <script src="/openapi/swagger-ui-bundle.js"></script>
          <script src="/openapi/start.js"></script>
        </body>
        </html>
        """;

    /// <summary>Maps both.</summary>
    public static void MapApiDocument(this WebApplication app)
    {
        var made = new Lazy<Task<byte[]>>(() => Make(app.Services));
        app.MapGet($"/openapi/{Version}.json", async () =>
                Results.Bytes(await made.Value, "application/json; charset=utf-8")).ExcludeFromDescription();
        app.MapGet("/openapi", (HttpContext http) =>
        {
            // The page sets styles from its scripts; nothing of it is written by people.
            http.Response.Headers.ContentSecurityPolicy =
                "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; " +
                    "form-action 'self'; frame-ancestors 'none'";
            http.Response.Headers["Referrer-Policy"] = "same-origin";
            return Results.Text(Page, "text/html; charset=utf-8");
        }).ExcludeFromDescription();
    }

    private static async Task<byte[]> Make(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Version).GetOpenApiDocumentAsync();
        return Encoding.UTF8.GetBytes(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }
}
