using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Usher.Data;
using Usher.Web.Hosting;

namespace Usher.Bench.AuthZen;

/// <summary>The two that are compared, each in a process of its own, which says in one line when it is ready and ends when its input does.</summary>
internal static partial class Servers
{
    /// <summary>The real host over the large world.</summary>
    public static Task<int> Usher(string folder) => Usher(folder, store => LargeWorld.Fill(store, folder));

    /// <summary>The real host over one customer with many users and many apps.</summary>
    public static Task<int> Searched(string folder) => Usher(folder, async store => (await ManyApps.Fill(store, folder), "none"));

    private static async Task<int> Usher(string folder, Func<Store, Task<(string Asks, string Changes)>> fill)
    {
        System.IO.Directory.CreateDirectory(folder);
        var settings = new UsherSettings(folder, $"Data Source={Path.Combine(folder, "usher.db")}", Path.Combine(folder, "..", "audit.key"), IsDemo: false);
        await using var app = UsherHost.Build(settings, ["http://127.0.0.1:0"]);
        var store = app.Services.GetRequiredService<Store>();
        await store.Prepare();
        var (asks, changes) = await fill(store);
        return await Serve(app, asks, changes);
    }

    /// <summary>A bare Kestrel that reads a question as JSON and answers a decision as JSON, and decides nothing.</summary>
    public static async Task<int> Echo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(async http =>
        {
            if (http.Request.Path.Value!.EndsWith('s'))
            {
                var batch = await JsonSerializer.DeserializeAsync(http.Request.Body, Shapes.Default.Batch);
                await Answer(http, JsonSerializer.SerializeToUtf8Bytes(new Answers([.. batch!.Evaluations.Select(q => new Decision(q.Subject is not null))]), Shapes.Default.Answers));
            }
            else
            {
                var question = await JsonSerializer.DeserializeAsync(http.Request.Body, Shapes.Default.Question);
                await Answer(http, JsonSerializer.SerializeToUtf8Bytes(new Decision(question!.Subject is not null), Shapes.Default.Decision));
            }
        });
        return await Serve(app, "none", "none");
    }

    private static async Task Answer(HttpContext http, byte[] body)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    private static async Task<int> Serve(WebApplication app, string asks, string changes)
    {
        await app.StartAsync();
        Console.WriteLine($"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()} {asks} {changes}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    internal sealed record Named(string? Type, string? Id, string? Name, Dictionary<string, string>? Properties);

    internal sealed record Question(Named? Subject, Named? Action, Named? Resource, Dictionary<string, string>? Context);

    internal sealed record Batch(List<Question> Evaluations);

    internal sealed record Decision([property: JsonPropertyName("decision")] bool Allowed);

    internal sealed record Answers(List<Decision> Evaluations);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Question))]
    [JsonSerializable(typeof(Batch))]
    [JsonSerializable(typeof(Decision))]
    [JsonSerializable(typeof(Answers))]
    internal sealed partial class Shapes : JsonSerializerContext;
}
