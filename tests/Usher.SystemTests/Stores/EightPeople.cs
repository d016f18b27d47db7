using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Identity;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.SystemTests.Web;
using Usher.Tests.Stores;
using Usher.Web.Hosting;

namespace Usher.SystemTests.Stores;

/// <summary>
/// Two customers and eight people who are signed in, on two nodes over one PostgreSQL that may be killed and started again. Who hears nothing
/// sends the same request again, under the same key, to the other node.
/// </summary>
public sealed class EightPeople : IAsyncDisposable
{
    /// <summary>Their tenants; the third goes from customer to customer.</summary>
    public static readonly string[] Tenants = ["north", "south", "quay"];

    public static readonly string[] Customers = ["harbor", "lakeside"];

    private const string Password = "a quiet harbour at dawn";

    private readonly string _folder = House.NewFolder();
    private readonly string _database;
    private readonly UsherProcess?[] _nodes = new UsherProcess?[2];
    private readonly Dictionary<string, HttpClient> _people = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1);
    private int _requests;

    private EightPeople(string database) => _database = database;

    /// <summary>Their addresses.</summary>
    public IReadOnlyCollection<string> Names => _people.Keys;

    /// <summary>The ids of those that others give roles to.</summary>
    public Dictionary<string, Guid> Ids { get; } = new(StringComparer.Ordinal);

    /// <summary>What servers said on their error output until they were killed or stopped.</summary>
    public List<string> Errors { get; } = [];

    public static async Task<EightPeople> New()
    {
        var people = new EightPeople(await PostgresDatabases.Empty());
        await using (var usher = people.Usher())
        {
            var store = usher.GetRequiredService<Store>();
            await store.Prepare();
            var gate = usher.GetRequiredService<Gate>();
            var links = await Found(gate, people.Ids);
            await people.Start(0);
            await people.Start(1);
            foreach (var (email, link) in links) await people.SignIn(email, link);
        }

        return people;
    }

    /// <summary>Sends a request to either node until one answers: 408 and 429 are waited out, and 503 too, as their <c>Retry-After</c> says.</summary>
    /// <param name="who">Who sends it.</param>
    /// <param name="random">Which node is asked first.</param>
    /// <param name="method">GET, or what changes something: known again by one key, however often it is sent.</param>
    /// <param name="path">Below <c>/api/</c>.</param>
    /// <param name="body">The body; null: none.</param>
    /// <param name="ifMatch">The revision that was read; null: any.</param>
    public async Task<(HttpStatusCode Status, JsonNode? Body, string? Tag)> Ask(
        string who, Random random, HttpMethod method, string path, object? body = null, string? ifMatch = null)
    {
        var key = $"{who}-{Interlocked.Increment(ref _requests)}";
        for (var node = random.Next(2); ; node = 1 - node)
        {
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(Address(node), "/api/" + path));
                if (method != HttpMethod.Get)
                {
                    request.Content = JsonContent.Create(body ?? new { });
                    request.Headers.Add("Idempotency-Key", key);
                    request.Headers.Add("Usher-Note", "eight at once");
                    if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
                }

                using var answer = await _people[who].SendAsync(request);
                if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
                {
                    await Task.Delay(answer.Headers.RetryAfter?.Delta ?? throw new InvalidOperationException("no Retry-After"));
                    continue;
                }

                var text = await answer.Content.ReadAsStringAsync();
                return (answer.StatusCode, text.Length == 0 ? null : JsonNode.Parse(text), answer.Headers.ETag?.ToString());
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                // Killed in the middle, or not there yet: the other node is asked the same.
                await Task.Yield();
            }
        }
    }

    /// <summary>Ends a node as <c>kill -9</c> does, and starts it again.</summary>
    public async Task Kill(int node)
    {
        await _turn.WaitAsync();
        try
        {
            await _nodes[node]!.Kill();
            await Start(node);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops both nodes as Ctrl-C does.</summary>
    public async Task Stop()
    {
        foreach (var node in _nodes) Errors.Add((await node!.Stop()).Error);
    }

    /// <summary>What a customer's rows are.</summary>
    public async Task<List<T>> Rows<T>(Guid customer)
        where T : class
    {
        await using var store = Store.Open(_database);
        await using var db = store.Context(customer);
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    /// <summary>How often PostgreSQL had to end a transaction because two waited for each other.</summary>
    public async Task<long> Deadlocks()
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(_database);
        await using var ask = source.CreateCommand("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
        return (long)(await ask.ExecuteScalarAsync())!;
    }

    /// <summary>What is wrong with the logs, with no server running.</summary>
    public async Task<List<string>> Findings()
    {
        await using var usher = Usher();
        var (store, heads) = (usher.GetRequiredService<Store>(), usher.GetRequiredService<TreeHeads>());
        var (verifier, shared, found) = (new AuditVerifier(store, heads), new SharedFacts(store), new List<string>());
        foreach (var log in await verifier.Logs()) found.AddRange((await verifier.Verify(log, shared: shared)).Findings.Select(finding => $"{log}: {finding}"));
        found.AddRange((await shared.Compare(default)).Findings.Select(finding => $"{finding}"));
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            if (node is not null) await node.DisposeAsync();
        foreach (var person in _people.Values) person.Dispose();
        _turn.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task<Dictionary<string, string>> Found(Gate gate, Dictionary<string, Guid> ids)
    {
        var (host, links) = (Caller.PlatformTeam(Guid.Empty), new Dictionary<string, string>(StringComparer.Ordinal));
        await Do(host, new SeedCatalogue());
        var super = await Do(host, new GrantStaffRole(StaffRole.SuperUser, "super@usher.example", "Noor"));
        var caller = new Caller(ActorKind.Staff, super, Guid.Empty, Door.Console);
        foreach (var support in new[] { "support", "second" }) await Do(caller, new GrantStaffRole(StaffRole.SupportUser, $"{support}@usher.example", support));
        foreach (var staff in new[] { "super", "support", "second" })
            links[$"{staff}@usher.example"] = (await Do(host, new MakeStaffLink($"{staff}@usher.example"))).Token!;
        foreach (var slug in Customers)
        {
            var home = CreateCustomer.IdFor(slug);
            NewTenant[] tenants =
            [
                new("north", "North", "Enterprise", $"{slug}-1"), new("south", "South", "Enterprise", $"{slug}-2"),
                .. slug == "harbor" ? [new NewTenant("quay", "Quay", "Enterprise", "quay-1")] : Array.Empty<NewTenant>(),
            ];
            await Do(Caller.PlatformTeam(home), new SetUpCustomer(slug, slug, tenants, 5, Insights: false, new($"admin@{slug}.example", "Ada")));
            links[$"admin@{slug}.example"] = (await Do(Caller.PlatformTeam(home), new MakeUserLink($"admin@{slug}.example"))).Token!;
        }

        var harbor = CreateCustomer.IdFor("harbor");
        foreach (var (name, role) in new[] { ("carl", ConnectRole.CustomerAdmin), ("uma", ConnectRole.User), ("kim", ConnectRole.User) })
        {
            ids[name] = await Do(caller with { Customer = harbor }, new AddUser(new($"{name}@harbor.example", name), role, [], ["north", "south"]));
            links[$"{name}@harbor.example"] = (await Do(Caller.PlatformTeam(harbor), new MakeUserLink($"{name}@harbor.example"))).Token!;
        }

        var role1 = await Do(caller with { Customer = harbor }, new CreateCustomRole("Signage Admin", ["signage"]));
        await Do(caller with { Customer = harbor }, new AssignCustomRoles(ids["kim"], [role1]));
        return links;

        async Task<TResult> Do<TFound, TResult>(Caller who, Change<TFound, TResult> change)
        {
            var outcome = await gate.Run(who, change);
            outcome.Refused.ShouldBeNull($"{change}");
            return outcome.Value!;
        }
    }

    private async Task SignIn(string email, string link)
    {
        var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), ConnectTimeout = TimeSpan.FromSeconds(5) });
        using var signed = await http.PostAsJsonAsync(new Uri(Address(0), "/api/session/password"), new { link, password = Password });
        signed.StatusCode.ShouldBe(HttpStatusCode.NoContent, await signed.Content.ReadAsStringAsync());
        using var me = JsonDocument.Parse(await http.GetStringAsync(new Uri(Address(1), "/api/me")));
        http.DefaultRequestHeaders.Add("Usher-Antiforgery", me.RootElement.GetProperty("antiforgery").GetString());
        _people[email.Split('@') is ["admin", var home] ? $"admin@{home.Split('.')[0]}" : email.Split('@')[0]] = http;
    }

    private async Task Start(int node) => _nodes[node] = await UsherProcess.ServeOn(
        Path.Combine(_folder, $"node-{node}"), ("ConnectionStrings__Usher", _database), ("Audit__Nodes", "many"));

    private Uri Address(int node) => _nodes[node]!.Address;

    /// <summary>What the nodes are made of, in this process.</summary>
    private ServiceProvider Usher() => new ServiceCollection().AddLogging().AddUsher(
        new UsherSettings(Path.Combine(_folder, "node-0"), _database, Path.Combine(_folder, "audit.key"), IsDemo: false) { IsOneOfMany = true }).BuildServiceProvider();
}
