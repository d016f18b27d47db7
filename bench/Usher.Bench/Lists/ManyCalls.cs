using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;

namespace Usher.Bench.Lists;

/// <summary>
/// One customer with many calls in a real store, and twelve viewers: the first stands for one principal (themselves), the twelfth for twelve (teams and channels too).
/// The same every time. None of the viewers is in the last two teams, which have every tenth call, and these alone have the word <see cref="OnlyInvisible"/>.
/// </summary>
internal static class ManyCalls
{
    public const int Viewers = 12;
    public const string OnlyInvisible = "quinquagesima";

    private const int Users = 240;
    private const int Teams = 40;
    private const int Channels = 20;
    private const int WordsEach = 150;
    private const int Vocabulary = 6_000;
    private const int Batch = 2_000;

    public static readonly Guid Customer = Id("customer", 0);

    /// <summary>A moment after the last call.</summary>
    private static readonly DateTimeOffset End = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A gate over a store, as a server has one.</summary>
    public static Gate Open(Store store, string folder) =>
        Open(store, new TreeHeads(Path.Combine(folder, "heads"), ECDsa.Create(ECCurve.NamedCurves.nistP256)));

    /// <summary>One of several gates over the same logs.</summary>
    public static Gate Open(Store store, TreeHeads heads) =>
        new(store, new Snapshots(store, new AccessFacts()), TimeProvider.System, heads, new RefusalLog(store, heads), new JobSignal());

    /// <summary>The viewer who stands for so many principals, 1 to 12.</summary>
    public static Caller Viewer(int principals) => new(ActorKind.User, Id("user", principals - 1), Customer, Door.Api);

    /// <summary>One of the calls that no viewer sees: every tenth.</summary>
    public static Guid Quiet(int number) => Id("call", number * 10);

    /// <summary>A new key of the viewer who stands for so many principals.</summary>
    public static async Task<string> Key(Store store, int principals)
    {
        var key = KeyText.New(Customer, Guid.CreateVersion7(End));
        await Write(store, db => db.Add(new ApiKey { Id = key.Id, HolderKind = ActorKind.User, HolderId = Viewer(principals).Id, Name = "bench", Hash = key.Hash(), Expires = End.AddYears(50), Since = End }));
        return key.ToString();
    }

    /// <summary>Writes the world, unless it is there.</summary>
    /// <param name="store">Where to.</param>
    /// <param name="calls">How many calls.</param>
    /// <param name="searched">Whether the calls have words in the index.</param>
    public static async Task Fill(Store store, int calls, bool searched)
    {
        await store.Prepare();
        await using (var db = store.Context(Customer))
            if (await db.Set<Head>().AnyAsync(h => h.Id == Customer)) return;
        var random = new Random(1);
        var (inTeams, inChannels) = (new List<int>[Users], new List<int>[Users]);
        await Write(store, db => People(db, random, inTeams, inChannels));
        for (var from = 0; from < calls; from += Batch)
        {
            var first = from;
            await Write(store, db =>
            {
                for (var call = first; call < Math.Min(first + Batch, calls); call++) Call(db, random, call, calls, inTeams, searched);
            });
        }

        // On a connection of its own: beside what says whose rows are read, PostgreSQL refuses it.
        await using (var connection = await store.Connect(CancellationToken.None))
        await using (var analyze = connection.CreateCommand())
        {
            analyze.CommandText = store is PostgresStore ? "VACUUM ANALYZE" : "ANALYZE";
            await analyze.ExecuteNonQueryAsync();
        }

        await Write(store, db => db.Add(new Head { Id = Customer, Version = 1 }));
    }

    private static Guid Id(string kind, int number) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind} {number}"))).AsSpan(0, 16));

    private static void People(UsherDb db, Random random, List<int>[] inTeams, List<int>[] inChannels)
    {
        db.Add(new App { Id = Id("app", 0), Slug = App.Insights, Name = "Insights", Publisher = "Usher", Summary = "Calls", Categories = "Calls" });
        db.Add(new Customer { Id = Customer, Slug = "many", Name = "Many", Seats = Users });
        db.Add(new Tenant { Id = Id("tenant", 0), Slug = "north", Name = "North", Product = "Elite", ExternalId = "many" });
        db.Add(new TenantApp { TenantId = Id("tenant", 0), AppId = Id("app", 0), State = AppState.Active, RequestedBy = Guid.Empty, RequestedAt = DateTimeOffset.UnixEpoch, QueuedAt = DateTimeOffset.UnixEpoch, MovedBy = Guid.Empty, MovedAt = DateTimeOffset.UnixEpoch });
        for (var team = 0; team < Teams; team++) db.Add(new Team { Id = Id("team", team), Slug = $"team-{team}", Name = $"Team {team}" });
        for (var channel = 0; channel < Channels; channel++)
            db.Add(new Channel { Id = Id("channel", channel), TeamId = Id("team", channel), SlackId = $"C{channel}", Name = $"channel-{channel}" });
        for (var user = 0; user < Users; user++)
        {
            var others = user < Viewers ? user : 1 + random.Next(2);
            var channels = user < Viewers ? others * 2 / 5 : 0;
            // The last two teams are quiet: no viewer is in them.
            inTeams[user] = user < Viewers ? Some(others - channels, Teams - 2) : user % 20 == 19 ? [Teams - 1 - (user / 20 % 2)] : Some(others, Teams - 2);
            inChannels[user] = Some(channels, Channels);
            db.Add(new User { Id = Id("user", user), AccountId = Id("account", user), Email = $"u{user}@many.example", FirstName = "Person", LastName = $"{user}", HasSeat = true, Since = End });
            db.Add(new UserTenant { UserId = Id("user", user), TenantId = Id("tenant", 0) });
            foreach (var team in inTeams[user]) db.Add(new TeamMember { TeamId = Id("team", team), UserId = Id("user", user) });
            foreach (var channel in inChannels[user]) db.Add(new ChannelMember { ChannelId = Id("channel", channel), UserId = Id("user", user) });
        }

        List<int> Some(int count, int of) => [.. Enumerable.Range(0, of).OrderBy(_ => random.Next()).Take(count)];
    }

    private static void Call(UsherDb db, Random random, int number, int of, List<int>[] inTeams, bool searched)
    {
        var id = Id("call", number);
        var owner = number % 10 == 0 ? 19 + (20 * random.Next(Users / 20)) : random.Next(Users);
        var start = End.AddSeconds((number - of) * 60.0);
        var quiet = number % 10 == 0;
        Guid[] teams = [.. inTeams[owner].Select(team => Id("team", team))];
        Guid[] channels = [.. inTeams[owner].Where(team => team < Channels && random.Next(2) == 0).Select(team => Id("channel", team))];
        Opening[] shared = random.Next(20) == 0 && !quiet ? [new(Id("user", (owner + 1 + random.Next(Users - 1)) % Users), DateTimeOffset.MaxValue)] : [];
        db.Add(new Call { Id = id, Title = $"Call {number}", OwnerId = Id("user", owner), Start = start, Duration = TimeSpan.FromMinutes(30), Account = $"Account {number % 500}", AccountKey = $"account {number % 500}", Turns = Said.Turns.Count, Stored = start });
        db.Add(new CallSummary { CallId = id, Content = Said.Summary, About = "What it was about." });
        db.Add(new Transcript { CallId = id, Content = Said.Content });
        db.AddRange(teams.Select(team => new CallTeam { CallId = id, TeamId = team }));
        foreach (var reader in CallVisibility.ReadersOf(new() { Id = id, Owner = Id("user", owner), Teams = teams, Channels = channels, SharedWith = shared }))
            db.Add(CallReader.Of(reader, id, start));
        if (!searched) return;
        var words = Words(random, quiet);
        db.Add(new SearchText { CallId = id, Whole = words, Shown = words });
    }

    /// <summary>Stems as the index takes them: few that are in most calls, many that are in few.</summary>
    private static string Words(Random random, bool quiet)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        if (quiet) words.Add(PorterStemmer.Stem(OnlyInvisible));
        while (words.Count < WordsEach) words.Add(Word((int)(Vocabulary * Math.Pow(random.NextDouble(), 3))));
        return string.Join(' ', words);
    }

    /// <summary>A word of the vocabulary, the most frequent first; its stem is itself.</summary>
    public static string Word(int number) => string.Create(CultureInfo.InvariantCulture, $"w{number}");

    private static async Task Write(Store store, Action<UsherDb> add)
    {
        await using var db = store.Context(Customer);
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var turn = await store.BeginWrite(db, CancellationToken.None);
        add(db);
        await db.SaveChangesAsync();
        await turn.Commit();
    }

    /// <summary>What is said in every call: lists do not read it, a search reads it for the calls on its page.</summary>
    private static class Said
    {
        public static readonly List<Turn> Turns = [.. Enumerable.Range(0, 40).Select(i => new Turn(i % 2 == 0 ? "Ana" : "Bo", TimeSpan.FromSeconds(i * 20), $"This is turn {i}, and it says {Word(i)} and {Word(i * 7)}."))];
        public static readonly byte[] Content = Packed.Write(Turns);
        public static readonly byte[] Summary = Packed.Write(new List<SummaryPart>());
    }
}
