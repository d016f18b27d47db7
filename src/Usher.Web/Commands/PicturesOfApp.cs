using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary>
/// The pictures that a manifest names (<c>pictures: [{ file, alt }]</c>, beside it): read before the app is published, sent after it. They
/// are all that the app has from then on.
/// </summary>
internal sealed class PicturesOfApp
{
    private const string Member = "pictures";

    private readonly string _slug;
    private readonly IReadOnlyList<(string File, string Alt, byte[] Bytes)> _pictures;

    private PicturesOfApp(string slug, IReadOnlyList<(string File, string Alt, byte[] Bytes)> pictures) => (_slug, _pictures) = (slug, pictures);

    /// <summary>Takes them out of a manifest.</summary>
    /// <param name="manifest">The manifest's text; without them from then on.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="wrong">What is wrong with them; null: nothing.</param>
    /// <returns>Null when it names none: those that there are stay.</returns>
    public static PicturesOfApp? In(ref string manifest, string path, out string? wrong)
    {
        wrong = null;
        if (Parsed(manifest) is not { } root || !root.ContainsKey(Member)) return null;
        var named = root[Member];
        root.Remove(Member);
        manifest = root.ToJsonString();
        var pictures = new List<(string, string, byte[])>();
        if (named is not JsonArray { Count: <= AppPicture.Most } list)
        {
            wrong = $"pictures must be a list of at most {AppPicture.Most}.";
            return null;
        }

        foreach (var one in list)
        {
            if (one is not JsonObject picture || Text(picture["file"]) is not { Length: > 0 } file || Text(picture["alt"]) is not { Length: > 0 } alt)
            {
                wrong = "Each picture needs file and alt: what is to be seen.";
                return null;
            }

            var there = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, file);
            if (new FileInfo(there).Length > Drawing.MostBytes)
            {
                wrong = $"{file}: {new PictureTooLarge().Sentence}";
                return null;
            }

            pictures.Add((file, alt, File.ReadAllBytes(there)));
        }

        return new(Text(root["slug"]) ?? "", pictures);
    }

    /// <summary>Sends them: what was refused, in words; null: nothing was.</summary>
    public async Task<string?> Send(HttpClient http, string address, CancellationToken ct)
    {
        var refused = new List<string>();
        for (var number = 1; number <= AppPicture.Most; number++)
        {
            var at = $"{address}/{Uri.EscapeDataString(_slug)}/pictures/{number}";
            var picture = number <= _pictures.Count ? _pictures[number - 1] : default;
            using var answer = picture.File is null
                ? await http.DeleteAsync(at, ct)
                : await http.PutAsJsonAsync(at, new { alt = picture.Alt, image = Convert.ToBase64String(picture.Bytes) }, ct);
            if (answer.IsSuccessStatusCode) continue;
            refused.Add($"{picture.File ?? $"picture {number}"}: {await AppsCommand.Why(answer, ct)}");
        }

        return refused.Count == 0 ? null : string.Join(' ', refused);
    }

    private static JsonObject? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null; // The server says what is wrong with it.
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
