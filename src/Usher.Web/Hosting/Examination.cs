using System.Data.Common;
using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Usher.Data;
using Usher.Delivery;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;

namespace Usher.Web.Hosting;

/// <summary>How a thing that was looked at stands.</summary>
public enum Standing
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth knowing.</summary>
    Note,

    /// <summary>Unsafe, unreachable or broken.</summary>
    Bad,
}

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Text">The facts, and when it is bad what to do; never a key or a password.</param>
public sealed record Finding(string Name, Standing Standing, string Text);

/// <summary>Looks at everything a server needs, and changes nothing: not even a folder is made.</summary>
/// <param name="settings">What the operator set.</param>
/// <param name="clock">The server's time.</param>
/// <param name="http">Asks the model; the caller disposes it.</param>
public sealed class Examination(UsherSettings settings, TimeProvider clock, HttpClient http)
{
    private const long LittleSpace = 1L << 30;
    private const long NoSpace = 100L << 20;
    private static readonly TimeSpan Drift = TimeSpan.FromSeconds(5);

    /// <summary>Everything, in the order to be read.</summary>
    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        var findings = new List<Finding>
        {
            new("version", Standing.Good, $"Usher {Telemetry.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
            Folder(),
            Key(),
        };
        await Database(findings, ct);
        findings.Add(await Model(ct));
        findings.Add(new("private hosts", settings.PrivateHosts.Count == 0 ? Standing.Good : Standing.Note, settings.PrivateHosts.Count == 0
            ? "refused"
            : $"allowed: {string.Join(", ", settings.PrivateHosts)}"));
        findings.Add(settings.Proxies.Count > 0
            ? new("proxies", Standing.Good, string.Join(", ", settings.Proxies))
            : new("proxies", settings.PublicUrl is null ? Standing.Good : Standing.Note, "none named: behind a proxy set Usher__Proxies, or all clients count as one when they sign in"));
        findings.Add(Mail());
        findings.Add(settings.PublicUrl is { } address
            ? new("public address", Standing.Good, address)
            : new("public address", settings.Mail is MailDrop ? Standing.Note : Standing.Bad, "not set: links in e-mails lead to this machine alone; set Usher__PublicUrl"));
        findings.Add(new("telemetry", Standing.Good, Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is { Length: > 0 } endpoint ? $"OTLP to {WithoutSecrets(endpoint)}" : "off"));
        return findings;
    }

    private Finding Mail() => settings.Mail switch
    {
        MailDrop => new("mail", Standing.Note, "no server: e-mails are written as files to the data folder's outbox"),
        SmtpMail { Encrypts: false } open => new("mail", Standing.Bad, $"{open.Name}, unencrypted: links that open accounts can be read on the way; set Mail__Tls=required"),
        var other => new("mail", Standing.Good, other.Name),
    };

    private Finding Folder()
    {
        if (!System.IO.Directory.Exists(settings.DataFolder)) return new("data folder", Standing.Note, $"{settings.DataFolder} (not made yet)");
        var free = new DriveInfo(settings.DataFolder).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{settings.DataFolder} ({free / 1e9:0.0} GB free)");
        return free < NoSpace ? new("data folder", Standing.Bad, $"{text}: almost full, changes will be refused")
            : free < LittleSpace ? new("data folder", Standing.Note, $"{text}: little space is left")
            : new("data folder", Standing.Good, text);
    }

    private Finding Key()
    {
        if (settings.AuditKeyText is null && !File.Exists(settings.AuditKeyFile)) return new("audit key", Standing.Note, $"{settings.AuditKeyFile} (not made yet)");
        if (Open() is not { } key) return new("audit key", Standing.Bad, $"{(settings.AuditKeyText is null ? settings.AuditKeyFile : "Audit__Key")} cannot be read, or is no private key on the curve P-256");
        key.Key.Dispose();
        return key.Unsafe is { } why ? new("audit key", settings.IsDemo ? Standing.Note : Standing.Bad, $"{key.Where}: unsafe. {why}") : new("audit key", Standing.Good, key.Where);
    }

    /// <summary>The key when there is one; never makes one.</summary>
    private AuditKey? Open()
    {
        try
        {
            return settings.AuditKeyText is null && !File.Exists(settings.AuditKeyFile) ? null : (settings with { MakesAuditKey = false }).OpenAuditKey();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    private async Task Database(List<Finding> findings, CancellationToken ct)
    {
        Store? store = null;
        try
        {
            store = Store.Open(settings.ConnectionString);
            if (store is SqliteStore sqlite && new SqliteConnectionStringBuilder(sqlite.ConnectionString).DataSource is var file && !File.Exists(file))
            {
                findings.Add(new("database", Standing.Note, $"SQLite at {file} (not made yet: `usher migrate` or `usher serve` makes it)"));
                return;
            }

            await using var db = store.Everywhere(Across.Doctor);
            await db.Database.OpenConnectionAsync(ct);
            findings.Add(new("database", Standing.Good, $"{store.Name} {db.Database.GetDbConnection().ServerVersion} at {Place(store)}"));
            var schema = await Schema.Of(db, ct);
            findings.Add(Migrations(schema));
            if (schema.IsCurrent && store is PostgresStore postgres) findings.Add(Rows(await postgres.Guards(db, ct)));
            if (schema.IsCurrent) await Contents(findings, store, db, ct);
        }
        catch (Exception fault) when (fault is DbException or ArgumentException or FormatException or InvalidOperationException || store?.IsUnavailable(fault) == true)
        {
            findings.Add(new("database", Standing.Bad, store is null
                ? "the connection string cannot be understood (ConnectionStrings__Usher)"
                : $"{store.Name} at {Place(store)} cannot be used: {Reason(fault)}"));
        }
        finally
        {
            if (store is not null) await store.DisposeAsync();
        }
    }

    private static Finding Rows((string Role, bool Bypasses, IReadOnlyList<string> Unguarded) guards) => guards switch
    {
        { Bypasses: true } => new("row-level security", Standing.Bad, $"the role {guards.Role} is a superuser or may bypass it: give Usher a role of its own (CREATE ROLE usher LOGIN; ALTER DATABASE … OWNER TO usher)"),
        { Unguarded: [_, ..] tables } => new("row-level security", Standing.Bad, $"not on {string.Join(", ", tables)}: `usher migrate`"),
        _ => new("row-level security", Standing.Good, $"on every table with customers' rows, and the role {guards.Role} cannot bypass it"),
    };

    private static Finding Migrations(Schema schema) => schema switch
    {
        { Unusable: { } why } => new("migrations", Standing.Bad, why),
        { Pending.Count: 0 } => new("migrations", Standing.Good, $"all applied, the last is {schema.Applied[^1]}"),
        { Applied.Count: 0 } => new("migrations", Standing.Note, "the database is empty: `usher migrate` or `usher serve` fills it"),
        _ => new("migrations", Standing.Bad, $"{schema.Pending.Count} to apply, {string.Join(", ", schema.Pending)}: `usher migrate`"),
    };

    private async Task Contents(List<Finding> findings, Store store, UsherDb db, CancellationToken ct)
    {
        findings.Add(await Clock(store, db, ct));
        findings.Add(await Heads(store, db, ct));
        findings.Add(await HeadsSent(ct));
        var now = clock.GetUtcNow();
        var waiting = await db.Set<Job>().CountAsync(j => j.Failed == null && j.Due <= now, ct);
        var givenUp = await db.Set<Job>().CountAsync(j => j.Failed != null, ct);
        var slack = await db.Set<SlackConnection>().IgnoreQueryFilters().CountAsync(ct);
        var undelivered = await db.Set<CallDelivery>().IgnoreQueryFilters().CountAsync(d => d.State == DeliveryState.Failed, ct);
        findings.Add(new("slack", undelivered == 0 ? Standing.Good : Standing.Note, $"{slack} organizations connected, {undelivered} deliveries failed"));
        findings.Add(await Health.JobsWait(db, now, ct)
            ? new("jobs", Standing.Bad, $"{waiting} due, the oldest for more than {Health.JobsMayWait.TotalMinutes:0} minutes: is a server running?")
            : new("jobs", givenUp == 0 ? Standing.Good : Standing.Note, $"{waiting} due, {givenUp} given up"));
    }

    /// <summary>A clock behind the last entry of the log, or apart from the database's, makes expiry and order doubtful.</summary>
    private async Task<Finding> Clock(Store store, UsherDb db, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = await db.Set<AuditEntry>().IgnoreQueryFilters().Select(e => (DateTimeOffset?)e.At).MaxAsync(ct);
        if (last > now + Drift) return new("clock", Standing.Bad, $"{Moment(now)} is before the last audit entry, {Moment(last.Value)}: set the clock");
        if (store is not PostgresStore) return new("clock", Standing.Good, Moment(now));
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT clock_timestamp()";
        var there = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(ct))!, TimeSpan.Zero);
        var apart = (clock.GetUtcNow() - there).Duration();
        return apart > Drift
            ? new("clock", Standing.Bad, $"{Moment(now)}, {apart.TotalSeconds:0} s apart from the database's: set the clocks")
            : new("clock", Standing.Good, $"{Moment(now)}, as the database's");
    }

    /// <summary>Whether every log fits its heads: what a server asks before it starts. Whether the entries are as they were takes reading them all.</summary>
    private async Task<Finding> Heads(Store store, UsherDb db, CancellationToken ct)
    {
        if (await db.Set<Head>().AsNoTracking().AllAsync(h => h.LogSize == 0, ct)) return new("outside heads", Standing.Good, "none: nothing was logged yet");
        if (Open() is not { Key: { } key }) return new("outside heads", Standing.Bad, $"{settings.HeadsFolder}: cannot be checked without the audit key");
        using var heads = new TreeHeads(settings.HeadsFolder, key) { IsOneOfMany = settings.IsOneOfMany };
        var unsound = await new HeadsCheck(store, heads).Run(ct);
        return unsound.Count == 0
            ? new("outside heads", Standing.Good, $"{settings.HeadsFolder}: of {heads.Logs().Count} logs")
            : new("outside heads", Standing.Bad, $"{settings.HeadsFolder}: {unsound.Count} logs do not fit their heads, and no server starts; of {unsound[0].Log}: {unsound[0].Findings[0].What} `usher audit verify`");
    }

    /// <summary>Heads on the same host as the database prove nothing against who owns the host.</summary>
    private async Task<Finding> HeadsSent(CancellationToken ct)
    {
        if (settings.HeadReceiver() is not { } receiver) return new("heads off the host", Standing.Note, "none: whoever owns this host can put back an older state of it unseen; set Audit__SendHeads");
        try
        {
            await receiver.Send([], ct);
            return new("heads off the host", Standing.Good, $"{receiver.Where}, reachable");
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new("heads off the host", Standing.Bad, $"{receiver.Where} does not take them ({fault.GetType().Name})");
        }
    }

    private async Task<Finding> Model(CancellationToken ct)
    {
        if (settings.Model is not { } model) return new("model", Standing.Good, "none: the offline engine writes summaries and answers");
        var where = $"{model.Name} at {WithoutSecrets(model.Endpoint.ToString())}";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{model.Endpoint.ToString().TrimEnd('/')}/models");
            if (model.Key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", model.Key);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return answer.IsSuccessStatusCode
                ? new("model", Standing.Good, $"{where}, reachable")
                : new("model", Standing.Bad, $"{where} answers {(int)answer.StatusCode}; until it does better the offline engine writes");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new("model", Standing.Bad, $"{where} cannot be reached; until it can the offline engine writes");
        }
    }

    /// <summary>What the database itself said, not what was wrapped around it.</summary>
    public static string Reason(Exception fault)
    {
        var said = fault;
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException) said = cause;
        }

        return said.Message.ReplaceLineEndings(" ");
    }

    private static string Place(Store store) => store switch
    {
        SqliteStore sqlite => new SqliteConnectionStringBuilder(sqlite.ConnectionString).DataSource,
        PostgresStore postgres when new NpgsqlConnectionStringBuilder(postgres.Source.ConnectionString) is var parts => string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}/{parts.Database}"),
        _ => "",
    };

    private static string WithoutSecrets(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "an address that is none";

    private static string Moment(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
