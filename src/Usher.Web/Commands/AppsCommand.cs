using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Usher.Platform;

namespace Usher.Web.Commands;

/// <summary>
/// <c>usher apps</c>: publishes apps from their files to a server, as the person whose key it is given: whoever publishes is a Super User,
/// or for a Workflow Builder app a Customer Admin, and never the host.
/// </summary>
public static class AppsCommand
{
    /// <summary>Where the key comes from: a command line can be read by others on the machine.</summary>
    public const string KeyVariable = "USHER_KEY";

    /// <summary>Where the secret of an app's OAuth client comes from, for the same reason.</summary>
    public const string SecretVariable = "USHER_CLIENT_SECRET";

    private const int Largest = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What became of one file.</summary>
    /// <param name="File">The file.</param>
    /// <param name="Version">The version that was published; null: none was.</param>
    /// <param name="Why">The refusal's sentence, of the app or of its pictures; null: all was published.</param>
    /// <param name="Errors">What is wrong with which member; null: no member is.</param>
    public sealed record Line(string File, int? Version, string? Why, IReadOnlyDictionary<string, string[]>? Errors);

    /// <summary>Builds the command.</summary>
    public static Command Create() => new("apps", "Publish apps of the marketplace") { Publish() };

    private static Command Publish()
    {
        var files = new Argument<string[]>("file") { Description = "The app's manifest in JSON", Arity = ArgumentArity.OneOrMore };
        var server = new Option<Uri>("--server") { Description = "Where Usher is: https://usher.example", Required = true };
        var customer = new Option<string>("--customer") { Description = "Publish a Workflow Builder app of this customer, by slug" };
        var command = new Command("publish", $"Publish an app, or a new version of it, with the personal key in {KeyVariable}")
        {
            files, server, customer, CommandOutput.JsonOption,
        };
        command.SetAction(async (parsed, ct) =>
        {
            var output = CommandOutput.Of(parsed);
            if (Environment.GetEnvironmentVariable(KeyVariable) is not { Length: > 0 } key)
                return output.Fail($"Set {KeyVariable} to a personal key with app/publish or app/publish-own.", Exit.Usage);
            return await Run(output, parsed.GetValue(server)!, key, parsed.GetValue(customer), parsed.GetValue(files)!, ct,
                Environment.GetEnvironmentVariable(SecretVariable));
        });
        return command;
    }

    /// <summary>Publishes files one after the other, and says of each what became of it; one that is refused stops none.</summary>
    /// <param name="output">Where lines go.</param>
    /// <param name="server">Where Usher is: over https, or on this machine.</param>
    /// <param name="key">The personal key.</param>
    /// <param name="customer">The customer whose own app it is, by slug; null: it is for the catalogue.</param>
    /// <param name="files">The paths of the files.</param>
    /// <param name="ct">Ends the work; what was published stays.</param>
    /// <param name="secret">The secret of the apps' clients, for those that connect by OAuth; null or empty: what is stored stays.</param>
    /// <returns><see cref="Exit.Done"/>; <see cref="Exit.Refused"/> when at least one was not published.</returns>
    public static async Task<int> Run(
        CommandOutput output, Uri server, string key, string? customer, IEnumerable<string> files, CancellationToken ct, string? secret = null)
    {
        if (!server.IsAbsoluteUri || (server.Scheme != Uri.UriSchemeHttps && !server.IsLoopback))
            return output.Fail("--server must begin with https://: over http anyone on the way can read the key.", Exit.Usage);
        using var http = new HttpClient(OutboundHosts.ToConfigured()) { BaseAddress = server, Timeout = Patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var address = customer is null ? "/api/catalogue" : $"/api/customers/{Uri.EscapeDataString(customer)}/apps";
        var code = Exit.Done;
        foreach (var file in files)
        {
            var line = await Send(http, address, file, secret, ct);
            output.Answer(line, Text);
            if (line.Why is not null) code = Exit.Refused;
        }

        return code;
    }

    private static async Task<Line> Send(HttpClient http, string address, string file, string? secret, CancellationToken ct)
    {
        try
        {
            if (new FileInfo(file).Length > Largest) return new(file, null, "The file is larger than a megabyte.", null);
            var manifest = await File.ReadAllTextAsync(file, ct);
            var pictures = PicturesOfApp.In(ref manifest, file, out var wrong);
            if (wrong is not null) return new(file, null, wrong, null);
            using var body = new StringContent(manifest, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(address, body, ct);
            var text = await answer.Content.ReadAsStringAsync(ct);
            var said = JsonNode.Parse(text) as JsonObject;
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                var why = string.IsNullOrEmpty(secret) ? null : await SetSecret(http, address, JsonNode.Parse(manifest), secret, ct);
                why = (why, pictures is null ? null : await pictures.Send(http, address, ct)) switch
                {
                    (null, var one) => one,
                    (var one, null) => one,
                    var (one, other) => $"{one} {other}",
                };
                return new(file, said?["version"]?.GetValue<int>(), why, null);
            }

            return new(file, null, Why(said, answer.StatusCode),
                said?["errors"].Deserialize<Dictionary<string, string[]>>());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(file, null, $"The file can’t be read: {fault.Message}", null);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return new(file, null, "The server did not answer.", null);
        }
        catch (JsonException)
        {
            return new(file, null, "The server did not answer as Usher does.", null);
        }
    }

    /// <summary>Sets the client's secret of an app that connects by OAuth: why it is not set; null when it is, or there is nothing to set.</summary>
    private static async Task<string?> SetSecret(HttpClient http, string address, JsonNode? manifest, string secret, CancellationToken ct)
    {
        if (manifest?["oauth"] is null || manifest["slug"]?.GetValue<string>() is not { } slug) return null;
        using var body = new StringContent(new JsonObject { ["secret"] = secret }.ToJsonString(), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync($"{address}/{Uri.EscapeDataString(slug)}/client-secret", body, ct);
        return answer.IsSuccessStatusCode ? null : $"The version is published, but its client secret isn’t set: {await Why(answer, ct)}";
    }

    /// <summary>Why a server refused, in its words; of an answer without any, its status.</summary>
    internal static async Task<string> Why(HttpResponseMessage answer, CancellationToken ct)
    {
        JsonObject? said = null;
        try
        {
            said = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct)) as JsonObject;
        }
        catch (JsonException)
        {
            // Something between here and the server answered.
        }

        return Why(said, answer.StatusCode);
    }

    private static string Why(JsonObject? said, HttpStatusCode status) =>
        said?["detail"] is JsonValue words && words.TryGetValue<string>(out var detail) ? detail : $"The server answered with status {(int)status}.";

    private static string Text(Line line) => line.Version is not null
        ? $"published  {line.File}, version {line.Version}{(line.Why is null ? "" : $"\n           {line.Why}")}"
        : $"refused    {line.File}: {line.Why}{string.Concat((line.Errors ?? new Dictionary<string, string[]>()).Select(error => $"\n           {error.Key}: {string.Join(' ', error.Value)}"))}";
}
