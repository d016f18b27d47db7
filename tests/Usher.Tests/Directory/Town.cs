using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Usher.Access;
using Usher.Data;
using Usher.Delivery;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Stores;

namespace Usher.Tests.Directory;

/// <summary>
/// Two customers, harbor and lakeside, with people in every role of both families, and staff: made through the gate once, then copied for each test.
/// People of harbor go by the name before the @, others by name@customer.
/// </summary>
public sealed class Town : IAsyncDisposable
{
    private static readonly Lazy<Task<(string Database, string Folder, Dictionary<string, Guid> Ids)>> Template = new(Build);

    /// <summary>Every town is signed by one key, so that its logs go on from where they were when it was copied.</summary>
    private static readonly byte[] Key = NewKey();

    private readonly string _folder;
    private DateTimeOffset _opened;
    private readonly Dictionary<string, Guid> _ids;

    private Town(string database, string folder, Dictionary<string, Guid> ids)
    {
        _folder = folder;
        _ids = ids;
        Database = database;
        Store = Store.Open(Database);
        Heads = new TreeHeads(Path.Combine(folder, "heads"), OpenKey());
        Snapshots = new Snapshots(Store, new CheckedFacts());
        Refusals = new RefusalLog(Store, Heads);
        Gate = new Gate(Store, Snapshots, Clock, Heads, Refusals, new JobSignal());
        // A slow hash would be all that these tests do.
        Passwords = new Passwords(Store, Gate, Refusals, Clock, new PasswordHasher<Account>(Options.Create(new PasswordHasherOptions { IterationCount = 1 })));
        Sessions = new Sessions(Store, Snapshots, Gate, Clock);
    }

    public string Database { get; }

    public Store Store { get; }

    public TestClock Clock { get; } = new();

    public TreeHeads Heads { get; }

    public Snapshots Snapshots { get; }

    public Gate Gate { get; }

    public RefusalLog Refusals { get; }

    public Passwords Passwords { get; }

    public Sessions Sessions { get; }

    public DateTimeOffset Now => Clock.Stored;

    public static Guid Harbor { get; } = CreateCustomer.IdFor("harbor");

    public static Guid Lakeside { get; } = CreateCustomer.IdFor("lakeside");

    /// <summary>A customer that is not there yet: <see cref="SetUpMeadow"/> makes it.</summary>
    public static Guid Meadow { get; } = CreateCustomer.IdFor("meadow");

    /// <summary>The id of a person, team, tenant, integration user.</summary>
    public Guid this[string name] => _ids[name];

    /// <summary>A copy of the town, two days after it was made.</summary>
    public static async Task<Town> Open()
    {
        var (database, former, ids) = await Template.Value;
        var folder = House.NewFolder();
        System.IO.Directory.CreateDirectory(Path.Combine(folder, "heads"));
        foreach (var heads in System.IO.Directory.EnumerateFiles(Path.Combine(former, "heads")))
            File.Copy(heads, Path.Combine(folder, "heads", Path.GetFileName(heads)));
        var town = new Town(await WorldDatabases.Current.Copy(database), folder, new(ids, StringComparer.Ordinal));
        town.Clock.Move(TimeSpan.FromDays(2));
        town._opened = town.Now;
        return town;
    }

    /// <summary>An empty store, with nothing but the schema.</summary>
    public static async Task<Town> Empty() => new(await WorldDatabases.Current.New(), House.NewFolder(), new(StringComparer.Ordinal));

    /// <summary>Whether a name stands for anything.</summary>
    public bool Knows(string name) => _ids.ContainsKey(name);

    /// <summary>Remembers what a name stands for.</summary>
    public Guid Call(string name, Guid id) => _ids[name] = id;

    /// <summary>Somebody of the town, in the own customer; staff and the host in harbor unless said otherwise.</summary>
    public Caller As(string name, Guid? customer = null) => name switch
    {
        "host" => Caller.PlatformTeam(customer ?? Harbor),
        "reporter" or "asker" => new(ActorKind.PlatformKey, _ids[name], customer ?? Harbor, Door.Api) { Key = _ids[name] },
        "super" or "support" => new(ActorKind.Staff, _ids[name], customer ?? Harbor, Door.Console),
        "recorder" => new(ActorKind.IntegrationUser, _ids[name], customer ?? Harbor, Door.Api) { Home = Harbor },
        _ when name.Split('@') is [_, var slug] && CreateCustomer.IdFor(slug) is var home => new(ActorKind.User, _ids[name], customer ?? home, Door.Console) { Home = home },
        _ => new(ActorKind.User, _ids[name], customer ?? Harbor, Door.Console) { Home = Harbor },
    };

    public Task<Outcome<string>> SignIn(string email, string password, string from = "203.0.113.1") => Passwords.SignIn(email, password, new(from), default);

    public Task<Outcome<string>> SetPassword(string link, string password, OnKeys keys = OnKeys.Revoke) => Passwords.SetPassword(link, password, keys, new("203.0.113.1"), default);

    public Task<Outcome<Nothing>> ChangePassword(Caller caller, string former, string password, OnKeys keys = OnKeys.Revoke, string from = "203.0.113.1") =>
        Passwords.Change(caller, former, password, keys, new(from), default);

    /// <summary>Does it, or fails the test with the refusal.</summary>
    public async Task<TResult> Do<TFound, TResult>(Caller caller, Change<TFound, TResult> change)
    {
        var outcome = await Gate.Run(caller, change);
        outcome.Refused.ShouldBeNull($"{change}");
        return outcome.Value!;
    }

    public Task<TResult> Do<TFound, TResult>(string who, Change<TFound, TResult> change) => Do(As(who), change);

    public async Task<TResult> Read<TFound, TResult>(Caller caller, Query<TFound, TResult> query)
    {
        var outcome = await Gate.Run(caller, query);
        outcome.Refused.ShouldBeNull($"{query}");
        return outcome.Value!;
    }

    public Task<TResult> Read<TFound, TResult>(string who, Query<TFound, TResult> query) => Read(As(who), query);

    /// <summary>The refusal; null when it was done.</summary>
    public async Task<Refusal?> Try<TFound, TResult>(Caller caller, Change<TFound, TResult> change) => (await Gate.Run(caller, change)).Refused;

    public Task<Refusal?> Try<TFound, TResult>(string who, Change<TFound, TResult> change) => Try(As(who), change);

    public async Task<Refusal?> Try<TFound, TResult>(Caller caller, Query<TFound, TResult> query) => (await Gate.Run(caller, query)).Refused;

    public Task<Refusal?> Try<TFound, TResult>(string who, Query<TFound, TResult> query) => Try(As(who), query);

    /// <summary>A user of harbor as the facts have them.</summary>
    public async Task<Actor> Facts(string name) => (await Snapshots.Customer(name.EndsWith("@lakeside", StringComparison.Ordinal) ? Lakeside : Harbor, default))!.User(_ids[name])!;

    /// <summary>Whether somebody may, in their customer, right now.</summary>
    public async Task<bool> May(string name, Permission permission)
    {
        var actor = await Facts(name);
        return Authorizer.Decide(actor, permission, Target.Of(actor.Home!), Now).Allowed;
    }

    /// <summary>Rows of one entity in harbor.</summary>
    public async Task<List<T>> Rows<T>(Guid? customer = null)
        where T : class
    {
        await using var db = Store.Context(customer ?? Harbor);
        return await db.Set<T>().AsNoTracking().ToListAsync();
    }

    /// <summary>What a person is told, since the town was opened, by jobs that wait.</summary>
    public async Task<List<string>> ToldTo(string name) => (await NewsTo(name)).ConvertAll(told => told.What);

    /// <summary>The same with who did it and what it is about.</summary>
    public async Task<List<AccessChanged>> NewsTo(string name) =>
        [.. (await Rows<Job>()).Where(j => j.Kind == "AccessChanged/TellOfAccess" && j.Due >= _opened).OrderBy(j => j.FirstDue)
            .Select(j => System.Text.Json.JsonSerializer.Deserialize<AccessChanged>(j.Payload)!).Where(told => told.Subject == _ids[name])];

    /// <summary>Adds somebody to harbor who has accepted the place.</summary>
    public async Task<Guid> Newcomer(string name, ConnectRole role = ConnectRole.User, InsightsRole level = InsightsRole.DefaultUser, Guid? customer = null)
    {
        var at = customer == Lakeside ? "@lakeside.example" : "@harbor.example";
        var plain = name.Split('@')[0];
        var id = Call(name, await Do(As("super", customer), new AddUser(new(plain + at, char.ToUpperInvariant(plain[0]) + plain[1..], "Example"), role, [], ["north", "south"])));
        if (level != InsightsRole.DefaultUser) await Do(customer == Lakeside ? "orgadmin@lakeside" : "orgadmin", new SetLevel(id, level, null, null));
        return id;
    }

    /// <summary>A third customer as new as can be: ada@meadow its Customer Admin, ben@meadow a user who accepted unless said otherwise. Nobody is Organization Admin.</summary>
    public async Task SetUpMeadow(bool insights = true, bool accepted = true)
    {
        Call("ada@meadow", (await Do(Caller.PlatformTeam(Meadow), OfMeadow(insights))).CustomerAdmin);
        Call("ben@meadow", await Do(As("support", Meadow), new AddUser(new("ben@meadow.example", "Ben"), ConnectRole.User, [], [])));
        if (accepted) await Accept("ben@meadow", Meadow);
    }

    /// <summary>What sets the third customer up.</summary>
    public static SetUpCustomer OfMeadow(bool insights = true) => new("meadow", "Meadow", [new("main", "Main", "Elite", "m-1")], 5, insights, new("admin@meadow.example", "Ada"));

    /// <summary>Whether what is in the tables is what the logs tell, when the town is left: not where a test changes rows past the gate.</summary>
    public bool IsHeldAgainstItsLogs { get; set; } = true;

    public async ValueTask DisposeAsync()
    {
        if (IsHeldAgainstItsLogs) await HoldAgainstLogs();
        await Store.DisposeAsync();
        Heads.Dispose();
        await WorldDatabases.Current.Drop(Database);
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(string, string, Dictionary<string, Guid>)> Build()
    {
        var town = await Empty();
        await town.Do(Caller.PlatformTeam(Guid.Empty), new SeedCatalogue());
        town.Call("super", await town.Do(Caller.PlatformTeam(Guid.Empty), new GrantStaffRole(StaffRole.SuperUser, "super@usher.example", "Noor Haddad")));
        town.Call("support", await town.Do(town.As("super", Guid.Empty), new GrantStaffRole(StaffRole.SupportUser, "support@usher.example", "Tomas Lind")));
        await town.Settle(Harbor, "harbor", "");
        await town.Settle(Lakeside, "lakeside", "@lakeside");
        foreach (var tenant in await town.Rows<Tenant>(Harbor)) town.Call(tenant.Slug, tenant.Id);
        await town.Newcomer("subject");
        town.Call("request", await town.Do("subject", new RequestAccess(null, InsightsRole.Editor, null, null)));
        town.Call("second", await town.Do(town.As("super", Guid.Empty), new GrantStaffRole(StaffRole.SupportUser, "second@usher.example", "Second Support")));
        await town.Do("user", new RequestApp("signage", "north"));
        await town.Do("user", new RequestApp("signage", "south"));
        await town.Do("support", new ApproveApp("signage", "south"));
        await town.Store.DisposeAsync();
        town.Heads.Dispose();
        return (town.Database, town._folder, town._ids);
    }

    private async Task Settle(Guid customer, string slug, string at)
    {
        var made = await Do(Caller.PlatformTeam(customer), new SetUpCustomer(
            slug, char.ToUpperInvariant(slug[0]) + slug[1..], [new("north", "North", "Enterprise", slug + "-1"), new("south", "South", "Elite", slug + "-2")], 20, Insights: true,
            new($"customeradmin@{slug}.example", "Cora", "Admin")));
        Call("customeradmin" + at, made.CustomerAdmin);
        foreach (var name in new[] { "user", "custom", "default", "useradmin", "editor", "orgadmin", "orgadmin2" })
            await Newcomer(name + at, customer: customer);
        await Newcomer("customeradmin2" + at, ConnectRole.CustomerAdmin, customer: customer);
        var role = await Do("customeradmin" + at, new CreateCustomRole("Signage Admin", ["signage"]));
        await Do("customeradmin" + at, new AssignCustomRoles(this["custom" + at], [role]));
        await Accept("orgadmin" + at, customer);
        await Do("customeradmin" + at, new AppointFirstOrganizationAdmin(this["orgadmin" + at]));
        await Do("orgadmin" + at, new SetLevel(this["orgadmin2" + at], InsightsRole.OrganizationAdmin, null, null));
        await Do("orgadmin" + at, new SetLevel(this["useradmin" + at], InsightsRole.UserAdmin, null, null));
        await Do("orgadmin" + at, new SetLevel(this["editor" + at], InsightsRole.Editor, null, null));
        foreach (var team in new[] { "sales", "support-desk" })
            Call(team + at, (await Do("orgadmin" + at, new CreateTeam(team))).Id);
        await Do("orgadmin" + at, new AddTeamMember(this["sales" + at], this["default" + at]));
        Call("recorder" + at, await Do("orgadmin" + at, new CreateIntegrationUser("recorder", this["orgadmin" + at], ["call/ingest", "call/read:sales"])));
        await Do("orgadmin2" + at, new ApproveIntegration(this["recorder" + at]));
        Call("key" + at, (await Do("orgadmin" + at, new MakeKey(this["recorder" + at], "push", 30, null))).Id);
        Call("deals" + at, await Do("orgadmin2" + at, new BindChannel(this["sales" + at], slug == "harbor" ? "C1DEALS" : "C2DEALS", "deals")));
    }

    /// <summary>Every act that any test does, at odd parts of a microsecond: its log is sound, and tells what the tables hold.</summary>
    private async Task HoldAgainstLogs()
    {
        await Refusals.Flush(default);
        var (verifier, shared) = (new AuditVerifier(Store, Heads), new SharedFacts(Store));
        foreach (var log in await verifier.Logs())
            (await verifier.Verify(log, shared: shared, derived: [new ReadersCheck()])).Findings.ShouldBeEmpty();
        (await shared.Compare(default)).Findings.ShouldBeEmpty();
    }

    private static byte[] NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private static ECDsa OpenKey()
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Key, out _);
        return key;
    }

    /// <summary>The person accepts from a link sent to their own address.</summary>
    public async Task Accept(string name, Guid? customer = null)
    {
        var email = (await Snapshots.Customer(customer ?? Harbor, default))!.User(this[name])!.User!.Email;
        var link = await Do(Caller.PlatformTeam(customer ?? Harbor), new MakeUserLink(email));
        (await SetPassword(link.Token!, Password)).Refused.ShouldBeNull();
    }

    /// <summary>What people of the town sign in with, once they accepted.</summary>
    public const string Password = "a quiet harbour at dawn";
}
