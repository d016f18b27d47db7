using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Signage;

/// <summary>
/// Starts the demo of Usher and Signage beside it, each on a port of its own: as the Customer Admin of harbor it becomes the owner of
/// Signage's integration user, makes its key and sets its webhook, all by the API.
/// </summary>
internal static class BesideDemo
{
    private const string UsherAt = "http://127.0.0.1:5080";
    private const string SignageAt = "http://127.0.0.1:5090";
    private const string Apps = "/api/customers/harbor/apps/signage/integration-user";

    public static async Task<int> Run(string[] args)
    {
        // Usher connects to no private host unless the operator allows it: Signage is on this one.
        var start = new ProcessStartInfo("dotnet", ["run", "--project", Project(), "--", "demo", "--json", "--urls", UsherAt, .. args]) 
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment["Usher__PrivateHosts"] = "127.0.0.1";
        using var usher = Process.Start(start)!;
        try
        {
            if (await Card(usher) is not { } card)
            {
                Console.Error.WriteLine("The demo did not start.");
                return 1;
            }

            using var admin = await SignIn(card);
            await Ok(await admin.PostAsJsonAsync(Apps + "/own", new { }));
            var key = await Ok(await admin.PostAsJsonAsync(Apps + "/keys", new { name = "Signage beside the demo", days = 1 }));
            var webhook = await Ok(await admin.PutAsJsonAsync(Apps + "/webhook", new { url = SignageAt + "/usher" }));
            await using var app = SignageApp.Build(["--urls", SignageAt], options =>
            {
                (options.Usher, options.Customer, options.TakesAnyonesWord) = (new(UsherAt), "harbor", true);
                options.DecisionKey = card.GetProperty("keys").GetProperty("platform").GetString()!;
                (options.AppKey, options.WebhookSecret) = (key.GetProperty("key").GetString()!, webhook.GetProperty("secret").GetString()!);
            });
            Console.WriteLine($"Signage is at {SignageAt}. Sign in to Usher to configure it:");
            foreach (var person in card.GetProperty("people").EnumerateArray())
                Console.WriteLine($"  {person.GetProperty("email").GetString(),-34} {person.GetProperty("link").GetString()}");
            await app.RunAsync();
            return 0;
        }
        finally
        {
            if (!usher.HasExited) usher.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The line in which the demo says where it is; null when it ended before.</summary>
    private static async Task<JsonElement?> Card(Process usher)
    {
        while (await usher.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            _ = usher.StandardOutput.ReadToEndAsync();
            return JsonDocument.Parse(line).RootElement;
        }

        return null;
    }

    private static async Task<HttpClient> SignIn(JsonElement card)
    {
        var admin = new HttpClient { BaseAddress = new(UsherAt) };
        var link = card.GetProperty("people").EnumerateArray().First(person => person.GetProperty("email").GetString() == "customeradmin@harbor.example");
        (await admin.GetAsync(link.GetProperty("link").GetString())).EnsureSuccessStatusCode();
        var me = await admin.GetFromJsonAsync<JsonElement>("/api/me");
        admin.DefaultRequestHeaders.Add("Usher-Antiforgery", me.GetProperty("antiforgery").GetString());
        return admin;
    }

    private static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Length == 0 ? default : JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri}: {(int)answer.StatusCode} {text}");
    }

    /// <summary>Usher's project, from this one's folder upwards.</summary>
    private static string Project()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Usher.slnx"))) return Path.Combine(folder.FullName, "src", "Usher.Web");
        throw new InvalidOperationException("Start it from a clone of the repository.");
    }
}
