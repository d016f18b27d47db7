using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Primitives;

namespace Usher.Web;

/// <summary>Serves the built web console: its files, and its page for every address that is no door of the server.</summary>
public static class WebConsole
{
    /// <summary>First segments that belong to machines: an unknown address below them is missing, never a page.</summary>
    private static readonly FrozenSet<string> Doors =
        new[] { "api", "access", "openapi", ".well-known", "scim", "slack", "health", "ready", "demo", "assets" }
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DoorNames =
        Doors.GetAlternateLookup<ReadOnlySpan<char>>();

    private const string NoncePlaceholder = "__nonce__";

    private const string BuildPlaceholder = "__build__";

    /// <summary>
    /// The header of every answer of the API that says which build of the console the server has. A page that was loaded from another one
    /// knows by it that its files may be gone.
    /// </summary>
    public const string BuildHeader = "Usher-Console";

    /// <summary>
    /// Maps GET and HEAD of everything that no other endpoint takes. Files named by their content hash may be kept for ever;
    /// the page itself is never stored and carries a fresh nonce, the only way for a style to come from a script (CSP level 3).
    /// </summary>
    /// <param name="app">The application; its own endpoints come first whatever the order of mapping.</param>
    /// <param name="folder">Where the built console lies; by default <c>console</c> beside the assemblies.</param>
    /// <returns>The endpoint, for further conventions.</returns>
    /// <remarks>A build made with <c>-p:Console=false</c> has no such folder; then every page answers 404 and says so.</remarks>
    public static IEndpointConventionBuilder MapConsole(this WebApplication app, string? folder = null)
    {
        var root = folder ?? Path.Combine(AppContext.BaseDirectory, "console");
        var files = FindFiles(root);
        var index = Path.Combine(root, "index.html");
        var written = File.Exists(index) ? File.ReadAllText(index) : null;
        var page = written?.Replace(BuildPlaceholder, BuildOf(written), StringComparison.Ordinal).Split(NoncePlaceholder);

        return app.MapMethods("{**path}", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, string? path) =>
            files.TryGetValue(path ?? "", out var file) ? file.Send(http)
            : page is null ? Results.Text("The console is not part of this build.\n", statusCode: StatusCodes.Status404NotFound)
            : IsDoor(http.Request.Path) ? Results.NotFound()
            : SendPage(http, page))
            .WithOrder(int.MaxValue)
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    /// <summary>
    /// Says the build of the console with every answer of the API, refusals and faults too: it comes before everything that may answer.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="folder">Where the built console lies; by default <c>console</c> beside the assemblies.</param>
    public static void UseConsoleBuild(this WebApplication app, string? folder = null)
    {
        var index = Path.Combine(folder ?? Path.Combine(AppContext.BaseDirectory, "console"), "index.html");
        if (!File.Exists(index)) return;
        var build = BuildOf(File.ReadAllText(index));
        app.Use((http, next) =>
        {
            if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) http.Response.Headers[BuildHeader] = build;
            return next(http);
        });
    }

    /// <summary>The page names every file by its content: another build is another page.</summary>
    private static string BuildOf(string page) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(page)))[..16];

    /// <summary>Whether an address belongs to machines: its first segment is a door's.</summary>
    public static bool IsDoor(PathString path)
    {
        var name = path.Value.AsSpan().TrimStart('/');
        var end = name.IndexOf('/');
        return DoorNames.Contains(end < 0 ? name : name[..end]);
    }

    private static IResult SendPage(HttpContext http, string[] page)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy =
            $"default-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        // The address of what a provider sends back holds a code: it goes with no request.
        headers["Referrer-Policy"] = http.Request.Path.StartsWithSegments(Marketplace.Connections.ReturnPath, StringComparison.Ordinal) ? "no-referrer" : "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return Results.Text(string.Join(nonce, page), "text/html; charset=utf-8");
    }

    private static FrozenDictionary<string, ConsoleFile> FindFiles(string root)
    {
        if (!System.IO.Directory.Exists(root))
        {
            return FrozenDictionary<string, ConsoleFile>.Empty;
        }

        var types = new FileExtensionContentTypeProvider();
        return System.IO.Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Url: Path.GetRelativePath(root, path).Replace('\\', '/')))
            .Where(file => file.Url != "index.html" && types.TryGetContentType(file.Url, out _)
            && !file.Url.EndsWith(".gz", StringComparison.Ordinal))
            .ToFrozenDictionary(
                file => file.Url,
                file => new ConsoleFile(file.Path, types.Mappings[Path.GetExtension(file.Path)],
                    file.Url.StartsWith("assets/", StringComparison.Ordinal)),
                StringComparer.Ordinal);
    }

    /// <summary>One file of the built console, with the compressed copies that the build laid beside it.</summary>
    private sealed record ConsoleFile(string Path, string ContentType, bool NamedByContent)
    {
        private readonly bool _hasBrotli = File.Exists(Path + ".br");
        private readonly bool _hasGzip = File.Exists(Path + ".gz");

        public IResult Send(HttpContext http)
        {
            var headers = http.Response.Headers;
            headers.CacheControl = NamedByContent ? "public, max-age=31536000, immutable" : "no-cache";
            headers.XContentTypeOptions = "nosniff";
            headers.Vary = "Accept-Encoding";
            var copy = _hasBrotli && Accepts(http, "br") ? ".br" : _hasGzip && Accepts(http, "gzip") ? ".gz" : "";
            headers.ContentEncoding = copy switch { ".br" => "br", ".gz" => "gzip", _ => StringValues.Empty };
            return Results.File(Path + copy, ContentType);
        }

        private static bool Accepts(HttpContext http, string encoding) =>
            http.Request.GetTypedHeaders().AcceptEncoding
                .Any(accepted => accepted.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && accepted.Quality != 0);
    }
}
