using System.Security.Cryptography;
using System.Text;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Calls.Transcripts;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Directory;
using Usher.Tests.Stores;

namespace Usher.Tests.Calls;

/// <summary>One customer, <c>harbor</c>, in a new database: people with seats, teams, a recorder that pushes calls. Made row by row, the quick way.</summary>
public sealed class CallWorld : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("usher-calls-").FullName;
    private bool _ownsStore;
    private string? _own;
    private readonly Dictionary<string, Guid> _ids = new(StringComparer.Ordinal);

    private CallWorld(Store store, Guid customer)
    {
        Store = store;
        Customer = customer;
        Heads = new TreeHeads(Path.Combine(_folder, "heads"), ECDsa.Create(ECCurve.NamedCurves.nistP256));
        Snapshots = new Snapshots(store, new CheckedFacts());
        Gate = new Gate(store, Snapshots, Clock, Heads, new RefusalLog(store, Heads), new JobSignal());
        In = new CallsIn(Gate, Clock, TranscriptLimits.Default);
    }

    public Store Store { get; }

    public Guid Customer { get; }

    public TestClock Clock { get; } = new();

    public TreeHeads Heads { get; }

    public Snapshots Snapshots { get; }

    public Gate Gate { get; }

    public CallsIn In { get; }

    /// <summary>The id of a person by first name, a team by slug, the recorder.</summary>
    public Guid this[string name] => _ids[name];

    /// <summary>A world in a database of its own; with a connection string, in that one.</summary>
    public static async Task<CallWorld> New(string? connectionString = null, string slug = "harbor")
    {
        var database = connectionString ?? await WorldDatabases.Current.New();
        var store = Store.Open(database);
        await store.Prepare();
        var world = await Beside(store, slug);
        world._ownsStore = true;
        world._own = connectionString is null ? database : null;
        return world;
    }

    /// <summary>Another customer in the same database.</summary>
    public static async Task<CallWorld> Beside(Store store, string slug)
    {
        var world = new CallWorld(store, Guid.CreateVersion7());
        await using var db = store.Context(world.Customer);
        await using var turn = await store.BeginWrite(db, default);
        var app = db.Apps.FirstOrDefault(a => a.Slug == App.Insights);
        if (app is null) db.Add(app = new App { Id = Guid.CreateVersion7(), Slug = App.Insights, Name = "Insights", Summary = "Calls", Category = "Calls" });
        var tenant = Guid.CreateVersion7();
        db.Add(new Customer { Id = world.Customer, Slug = slug, Name = slug, Seats = 100 });
        db.Add(new Head { Id = world.Customer });
        db.Add(new Tenant { Id = tenant, Slug = "north", Name = "North", Product = "Elite", ExternalId = slug });
        db.Add(new TenantApp { TenantId = tenant, AppId = app.Id, State = AppState.Active, RequestedBy = Guid.Empty, RequestedAt = DateTimeOffset.UnixEpoch });
        await db.SaveChangesAsync();
        await turn.Commit();
        return world;
    }

    /// <summary>Adds a person; with a seat unless said otherwise.</summary>
    public Task<Guid> Person(string name, InsightsRole level = InsightsRole.DefaultUser, bool seat = true) => Change(db => Add(db, name, level, seat).Id);

    /// <summary>Adds a team with these people in it.</summary>
    public Task<Guid> Team(string slug, params string[] members) => Change(db => AddTeam(db, slug, members));

    /// <inheritdoc cref="Person"/>
    public User Add(UsherDb db, string name, InsightsRole level = InsightsRole.DefaultUser, bool seat = true)
    {
        var email = $"{name}@harbor.example";
        var account = db.Accounts.FirstOrDefault(a => a.NormalizedEmail == email);
        if (account is null)
            db.Add(account = new Account { Id = Guid.CreateVersion7(), Email = email, NormalizedEmail = email, UserName = email, NormalizedUserName = email, EmailConfirmed = true });
        var user = new User
        {
            Id = _ids[name] = Guid.CreateVersion7(),
            AccountId = account.Id,
            Email = email,
            FirstName = char.ToUpperInvariant(name[0]) + name[1..],
            LastName = "Test",
            Insights = level,
            HasSeat = seat,
            Since = Clock.GetUtcNow(),
        };
        db.Add(user);
        return user;
    }

    /// <inheritdoc cref="Team"/>
    public Guid AddTeam(UsherDb db, string slug, IEnumerable<string> members)
    {
        var id = _ids[slug] = Guid.CreateVersion7();
        db.Add(new Team { Id = id, Slug = slug, Name = slug });
        foreach (var member in members) db.Add(new TeamMember { TeamId = id, UserId = _ids[member] });
        return id;
    }

    /// <summary>Adds the integration user that pushes calls.</summary>
    public Task<Guid> Recorder(string owner, string scopes = "call/ingest") => Change(db => AddMachine(db, owner, scopes));

    /// <inheritdoc cref="Recorder"/>
    public Guid AddMachine(UsherDb db, string owner, string scopes)
    {
        var id = _ids["recorder"] = Guid.CreateVersion7();
        db.Add(new IntegrationUser { Id = id, Name = "recorder", OwnerId = _ids[owner], Approved = true, Scopes = scopes });
        return id;
    }

    /// <summary>Makes a key for a person or the recorder: its text.</summary>
    public Task<string> Key(string name) => Change(db =>
    {
        var text = KeyText.New(Customer, Guid.CreateVersion7());
        db.Add(new ApiKey
        {
            Id = text.Id,
            HolderId = _ids[name],
            HolderKind = name == "recorder" ? ActorKind.IntegrationUser : ActorKind.User,
            Name = name,
            Hash = text.Hash(),
            Expires = DateTimeOffset.MaxValue.AddYears(-1),
            Since = Clock.GetUtcNow(),
        });
        return text.ToString();
    });

    /// <summary>Changes facts as if by a use case: the version rises.</summary>
    public async Task<T> Change<T>(Func<UsherDb, T> change)
    {
        var result = default(T);
        await Gate.Effect<bool>(Customer, "Arrange", Section.Insights, work =>
        {
            result = change(work.Db);
            return Task.FromResult(true);
        });
        return result!;
    }

    /// <summary>The caller that a person is.</summary>
    public Caller As(string name) => new(ActorKind.User, _ids[name], Customer, Door.Console);

    /// <summary>The recorder by its key.</summary>
    public Caller AsRecorder => new(ActorKind.IntegrationUser, _ids["recorder"], Customer, Door.Api);

    /// <summary>Pushes a call in plain text.</summary>
    public Task<Outcome<IngestAnswer>> Push(string id, string host, string turns = "Ana: Hello there.\nBo: Good morning to you.", string? account = null, DateTimeOffset? start = null) =>
        In.Push(AsRecorder, new MemoryStream(Encoding.UTF8.GetBytes(turns)), null, new CallHeader
        {
            RecorderId = id,
            Host = $"{host}@harbor.example",
            Start = start ?? Clock.GetUtcNow(),
            Title = $"Call {id}",
            Account = account,
        }, default);

    /// <summary>Pushes a call that looks sensitive: its id.</summary>
    public async Task<Guid> HeldCall(string id, string host, string turns = "Ana: Between us.")
    {
        var file = TranscriptReader.Read(Encoding.UTF8.GetBytes(turns), null, TranscriptLimits.Default).File!;
        var prepared = PreparedCall.Of(file, new() { RecorderId = id, Host = $"{host}@harbor.example", Start = Clock.GetUtcNow() }, Clock.GetUtcNow(), default).Value!;
        var outcome = await Gate.Run(AsRecorder, new IngestCall(prepared with { Sensitive = "Personnel" }));
        outcome.Refused.ShouldBeNull();
        return outcome.Value!.Call.ShouldNotBeNull();
    }

    /// <summary>Pushes a call that must be taken: its id.</summary>
    public async Task<Guid> Call(string id, string host, string turns = "Ana: Hello there.\nBo: Good morning to you.", string? account = null, DateTimeOffset? start = null)
    {
        var outcome = await Push(id, host, turns, account, start);
        outcome.Refused.ShouldBeNull();
        return outcome.Value!.Call.ShouldNotBeNull();
    }

    public async ValueTask DisposeAsync()
    {
        if (_ownsStore) await Store.DisposeAsync();
        if (_own is not null) await WorldDatabases.Current.Drop(_own);
        Heads.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
