using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Calls;
using Usher.Directory.Worlds;
using Usher.Platform;
using Usher.Tests.Stores;
using Usher.Tests.Web;
using Usher.Web.AuthZen;

namespace Usher.Tests.AuthZen;

/// <summary>A server whose facts are those of a world: two customers alike, with one person for each role of both families.</summary>
public sealed class AuthZenServer : RunningServer
{
    public AuthZenServer()
        : this("staff: { support@usher.example: support-user, super@usher.example: super-user }\ncustomers:\n" + Customer("harbor") + Customer("lakeside"))
    {
    }

    internal AuthZenServer(string world)
    {
        Facts = new WorldFacts(World.Load(world));
        Platform = Facts.PlatformKey(Permission.DecisionAsk);
    }

    public WorldFacts Facts { get; }

    public TestClock Clock { get; } = new();

    /// <summary>A key that asks about every customer.</summary>
    public string Platform { get; }

    /// <summary>A question as section 3 of the law writes it, about a customer's thing.</summary>
    public static object Question(string email, string permission, string customer, string? id = null, string? tenant = null, string? team = null)
    {
        var row = permission.Split('/');
        return new { subject = new { type = "user", id = email }, action = new { name = row[1] }, resource = new { type = row[0], id = id ?? customer, properties = new { customer, tenant, team } } };
    }

    public Task<Reply> Evaluate(object question, string? key = null, params (string Name, string Value)[] headers) =>
        Send("/access/v1/evaluation", JsonSerializer.SerializeToUtf8Bytes(question, Plain), key ?? Platform, headers);

    public Task<Reply> Evaluate(string body, string? key = null, params (string Name, string Value)[] headers) =>
        Send("/access/v1/evaluation", Encoding.UTF8.GetBytes(body), key ?? Platform, headers);

    public Task<Reply> Evaluations(object batch, string? key = null, params (string Name, string Value)[] headers) =>
        Send("/access/v1/evaluations", JsonSerializer.SerializeToUtf8Bytes(batch, Plain), key ?? Platform, headers);

    public Task<Reply> Evaluations(string body, string? key = null, params (string Name, string Value)[] headers) =>
        Send("/access/v1/evaluations", Encoding.UTF8.GetBytes(body), key ?? Platform, headers);

    /// <summary>Searches for a subject, a resource or an action.</summary>
    public Task<Reply> Search(string what, object query, string? key = null) =>
        Send($"/access/v1/search/{what}", JsonSerializer.SerializeToUtf8Bytes(query, Plain), key ?? Platform);

    public Task<Reply> Search(string what, string body, string? key = null) => Send($"/access/v1/search/{what}", Encoding.UTF8.GetBytes(body), key ?? Platform);

    public async Task<bool> Decides(object question, string? key = null) => (await Evaluate(question, key)).Decision;

    /// <summary>Posts a body; null as key: none is shown; no content type when the headers bring one.</summary>
    public async Task<Reply> Send(string path, byte[] body, string? key, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in headers)
        {
            var headersOf = name.StartsWith("Content-", StringComparison.Ordinal) ? (HttpHeaders)request.Content.Headers : request.Headers;
            headersOf.Remove(name);
            if (value.Length > 0) headersOf.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return new(response.StatusCode, response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase), await response.Content.ReadAsStringAsync());
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton<IAccessFacts>(Facts);
        // Brings any call: what the asker does not read is left to the door.
        builder.Services.AddSingleton<FindCall>((_, customer, id, _, _) =>
            Task.FromResult(Facts.World.Call(Facts.World.Customers.Single(c => c.Id == customer), id)));
        builder.Services.AddSingleton<ListReadCalls>((_, customer, after, most, _, _) => Task.FromResult<IReadOnlyList<ReadCall>>(
            [.. Facts.World.Calls(Facts.World.Customers.Single(c => c.Id == customer)).OrderBy(c => c.Value.Id).Where(c => after is not { } end || c.Value.Id.CompareTo(end.Id) > 0)
                .Take(most).Select(c => new ReadCall(c.Key, c.Value, new("", c.Value.Id)))]));
        builder.Services.AddSingleton<ListEveryCustomer>((after, most, _) => Task.FromResult<IReadOnlyList<(Guid, string)>>(
            [.. Facts.World.Customers.OrderBy(c => c.Id).Where(c => after is not { } last || c.Id.CompareTo(last) > 0).Take(most).Select(c => (c.Id, c.Facts.Slug))]));
    }

    protected override ValueTask Fill()
    {
        Facts.Changed = Services.GetRequiredService<Snapshots>().RaiseFloor;
        return ValueTask.CompletedTask;
    }

    private static JsonSerializerOptions Plain { get; } = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static string Customer(string slug) => """
          SLUG:
            insights: true
            tenants: [north, south]
            apps: [signage, insights, menu]
            customRoles: { signage-admin: [signage] }
            teams: { sales: [owner@SLUG.example, mate@SLUG.example], support: [editor@SLUG.example] }
            users:
              user@SLUG.example: {}
              custom@SLUG.example: { customRoles: [signage-admin] }
              customeradmin@SLUG.example: { connect: customer-admin }
              default@SLUG.example: {}
              useradmin@SLUG.example: { insights: user-admin }
              editor@SLUG.example: { insights: editor, editorOf: [sales] }
              wholeeditor@SLUG.example: { insights: editor }
              orgadmin@SLUG.example: { insights: organization-admin }
              owner@SLUG.example: { tenants: [north] }
              mate@SLUG.example: {}
              gone@SLUG.example: { connect: customer-admin, insights: organization-admin, active: false }
            integrationUsers:
              recorder: { owner: orgadmin@SLUG.example, scopes: [call/ingest, "call/read:sales", "crm/write:NextStep", sync/run, decision/ask] }
              narrow: { owner: orgadmin@SLUG.example, scopes: [call/ingest] }
              orphan: { owner: gone@SLUG.example, scopes: [decision/ask] }
            calls:
              c1: { owner: owner@SLUG.example, teams: [sales] }
              held: { owner: owner@SLUG.example, teams: [sales], held: true }

        """.Replace("SLUG", slug, StringComparison.Ordinal);
}

/// <summary>What a server answered.</summary>
public sealed record Reply(HttpStatusCode Status, Dictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The answer of a single evaluation.</summary>
    public bool Decision => Status == HttpStatusCode.OK ? Json.GetProperty("decision").GetBoolean() : throw new InvalidOperationException($"{Status}: {Body}");

    /// <summary>The answers of a batch.</summary>
    public bool[] Decisions => [.. Json.GetProperty("evaluations").EnumerateArray().Select(e => e.GetProperty("decision").GetBoolean())];
}
