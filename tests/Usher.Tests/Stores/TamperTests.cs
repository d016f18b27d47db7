using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>Whoever owns the database edits a log below its last outside head, carelessly or with every hash made to fit: each edit is found.</summary>
public sealed class TamperTests
{
    private const int Entries = 24;

    [Fact]
    public async Task Every_edit_below_the_last_outside_head_is_found()
    {
        var folder = House.NewFolder();
        try
        {
            var file = Databases.Path(await Databases.Sqlite());
            var (ward, heads) = await Make(file, folder);
            var copy = Path.Combine(folder, "edited.db");
            await using (var store = House.OpenStore($"Data Source={file};Pooling=False"))
                (await new AuditVerifier(store, heads).Verify(ward)).Findings.ShouldBeEmpty();
            for (var seed = Scale.Seed; seed < Scale.Seed + Scale.Of(60); seed++)
            {
                File.Copy(file, copy, overwrite: true);
                await using var store = House.OpenStore($"Data Source={copy};Pooling=False");
                var edit = await Edit(store, ward, new Random(seed));
                (await new AuditVerifier(store, heads).Verify(ward)).IsSound.ShouldBeFalse($"seed {seed}: {edit} was not found");
            }

            heads.Dispose();
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A log whose last head outside is not of its end: as after a crash.</summary>
    private static async Task<(Guid Ward, TreeHeads Heads)> Make(string file, string folder)
    {
        Guid ward;
        await using (var house = await House.Open($"Data Source={file};Pooling=False", null, folder, House.Key(folder)))
        {
            ward = await house.Found("harbor");
            for (var i = 1; i < Entries + 3; i++) (await house.Gate.Run(Caller.PlatformTeam(ward), new AddThing($"thing {i}", "secret"))).Refused.ShouldBeNull();
        }

        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var whole = connection.CreateCommand();
            whole.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await whole.ExecuteNonQueryAsync();
        }

        var heads = Path.Combine(folder, "heads", $"{ward:N}.heads");
        var lines = await File.ReadAllLinesAsync(heads);
        await File.WriteAllLinesAsync(heads, lines[..^1]);
        return (ward, new TreeHeads(Path.Combine(folder, "heads"), House.Key(folder)));
    }

    /// <summary>One random edit: of the rows as they are, or followed by making everything in the database fit it.</summary>
    private static async Task<string> Edit(Usher.Data.Store store, Guid ward, Random random)
    {
        await using var db = store.Context(ward);
        var log = await db.Set<AuditEntry>().AsNoTracking().OrderBy(e => e.Index).ToListAsync();
        var subjects = await db.Set<AuditSubject>().AsNoTracking().ToListAsync();
        var bodies = log.ConvertAll(e => e.Body);
        var at = random.Next(Entries);
        var fits = random.Next(2) == 0;
        string what;
        switch (random.Next(7))
        {
            case 0:
                what = $"a bit of entry {at} turned";
                // A bit of the entry's own place would be set right again by making all fit: then nothing would have been edited.
                do
                {
                    bodies[at] = [.. log[at].Body];
                    bodies[at][random.Next(bodies[at].Length)] ^= (byte)(1 << random.Next(8));
                }
                while (Placed(bodies[at], at).AsSpan().SequenceEqual(log[at].Body));
                break;
            case 1:
                what = $"entry {at} dropped";
                bodies.RemoveAt(at);
                break;
            case 2:
                what = $"an entry put in at {at}";
                bodies.Insert(at, Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bodies[random.Next(Entries)]).Replace("thing", "thong", StringComparison.Ordinal)));
                break;
            case 3:
                var other = (at + random.Next(1, Entries)) % Entries;
                what = $"entries {at} and {other} exchanged";
                (bodies[at], bodies[other]) = (bodies[other], bodies[at]);
                break;
            case 4:
                what = $"everything from {at} cut off";
                bodies.RemoveRange(at, bodies.Count - at);
                break;
            case 5:
                what = $"a column of entry {at} changed";
                await Column(db, log[at], random);
                return what;
            default:
                what = $"a subject of entry {at} taken or given";
                var row = subjects.FirstOrDefault(s => s.Index == at);
                if (row is not null && fits) db.Remove(row);
                else db.Add(new AuditSubject { CustomerId = ward, SubjectId = Guid.NewGuid(), Index = at });
                await db.SaveChangesAsync();
                return what;
        }

        await Rewrite(db, ward, log, bodies, fits);
        return fits ? what + ", all made to fit" : what;
    }

    private static async Task Column(Usher.Data.UsherDb db, AuditEntry entry, Random random)
    {
        var row = db.Attach(entry);
        switch (random.Next(5))
        {
            case 0: row.Property(e => e.At).CurrentValue = entry.At.AddSeconds(1); break;
            case 1: row.Property(e => e.ActorId).CurrentValue = Guid.NewGuid(); break;
            case 2: row.Property(e => e.Act).CurrentValue = entry.Act + "s"; break;
            case 3: row.Property(e => e.Refusal).CurrentValue = "NotAllowed"; break;
            default: row.Property(e => e.LeafHash).CurrentValue = Frontier.LeafHash(entry.LeafHash); break;
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Writes the log anew with these bodies. When all is to fit: places in the bodies, hashes, frontier and size too.</summary>
    private static async Task Rewrite(Usher.Data.UsherDb db, Guid ward, List<AuditEntry> log, List<byte[]> bodies, bool fits)
    {
        var frontier = new Frontier();
        await using var turn = await db.Database.BeginTransactionAsync();
        await db.Set<AuditEntry>().ExecuteDeleteAsync();
        for (var i = 0; i < bodies.Count; i++)
        {
            var old = log.FirstOrDefault(e => e.Body == bodies[i]) ?? log[Math.Min(i, log.Count - 1)];
            var body = fits ? Placed(bodies[i], i) : bodies[i];
            var leaf = fits ? Frontier.LeafHash(body) : old.LeafHash;
            frontier.Append(leaf);
            db.Add(new AuditEntry { CustomerId = ward, Index = i, At = old.At, Section = old.Section, ActorId = old.ActorId, Act = old.Act, Refusal = old.Refusal, Body = body, LeafHash = leaf });
        }

        if (fits)
        {
            var head = await db.Set<Head>().SingleAsync(h => h.Id == ward);
            head.LogSize = bodies.Count;
            head.Frontier = frontier.ToBytes();
        }

        await db.SaveChangesAsync();
        await turn.CommitAsync();
    }

    /// <summary>A body that says that it stands here.</summary>
    private static byte[] Placed(byte[] body, int index) =>
        Encoding.UTF8.GetBytes(System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(body), "\"index\":\\d+", $"\"index\":{index}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
}
