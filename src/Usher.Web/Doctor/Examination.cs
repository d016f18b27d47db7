using System.Collections;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Usher.Data;
using Usher.Platform;
using Usher.Web.Hosting;

namespace Usher.Web.Doctor;

/// <summary>
/// Looks at everything a server needs, and changes nothing: not even a folder is made. What rooms say of themselves, they contribute
/// (<see cref="IExamine"/>).
/// </summary>
/// <param name="settings">What the operator set.</param>
/// <param name="clock">The server's time.</param>
/// <param name="http">Asks the model; the caller disposes it.</param>
/// <param name="environment">The variables that the settings were read from; null: this process's.</param>
public sealed class Examination(UsherSettings settings, TimeProvider clock, HttpClient http, IEnumerable? environment = null)
{
    private readonly AuditFindings _audit = new(settings);

    /// <summary>Everything, in the order to be read.</summary>
    public async Task<IReadOnlyList<Finding>> Run(CancellationToken ct)
    {
        var findings = new List<Finding>
        {
            new("version", Standing.Good,
                $"Usher {Telemetry.Version}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}"),
        };
        findings.AddRange(AddressFindings.Of(settings, environment ?? Environment.GetEnvironmentVariables()));
        findings.AddRange(FolderFindings.Of(settings));
        findings.Add(_audit.Key());
        await Database(findings, ct);
        findings.Add(await settings.Mail.Look(ct));
        findings.Add(await ModelFindings.Of(settings.Model, clock, http, ct));
        findings.Add(await SalesforceFindings.Of(settings, clock, ct));
        return findings;
    }

    private async Task Database(List<Finding> findings, CancellationToken ct)
    {
        Store? store = null;
        try
        {
            store = Store.Open(settings.ConnectionString);
            if (FolderFindings.Database(settings) is { } file && !File.Exists(file))
            {
                findings.Add(new("database", Standing.Note,
                    $"SQLite at {file} (not created yet: `usher migrate` or `usher serve` creates it)"));
                return;
            }

            await using var db = store.Everywhere(Across.Doctor);
            await db.Database.OpenConnectionAsync(ct);
            findings.Add(new("database", Standing.Good, $"{store.Name} {db.Database.GetDbConnection().ServerVersion} at {Place(store)}"));
            var schema = await Schema.Of(db, ct);
            findings.Add(Migrations(schema));
            if (!schema.IsCurrent) return;
            findings.Add(await _audit.Heads(store, db, ct));
            findings.Add(await _audit.HeadsSent(ct));
            foreach (var room in Contributions.Of<IExamine>().OrderBy(room => room.Order))
                findings.AddRange(await room.Look(store, db, clock, ct));
        }
        catch (Exception fault) when (fault is DbException or ArgumentException or FormatException or InvalidOperationException
            || store?.IsUnavailable(fault) == true)
        {
            findings.Add(new("database", Standing.Bad, store is null
                ? "the connection string is not valid (ConnectionStrings__Usher)"
                : $"{store.Name} at {Place(store)} can't be used: {Reason(fault)}"));
        }
        finally
        {
            if (store is not null) await store.DisposeAsync();
        }
    }

    private static Finding Migrations(Schema schema) => schema switch
    {
        { Unusable: { } why } => new("migrations", Standing.Bad, why),
        { Pending.Count: 0 } => new("migrations", Standing.Good, $"all applied, the last is {schema.Applied[^1]}"),
        { Applied.Count: 0 } =>
            new("migrations", Standing.Note, "the database is empty: `usher migrate` or `usher serve` creates the schema"),
        _ => new("migrations", Standing.Bad, $"{schema.Pending.Count} to apply, {string.Join(", ", schema.Pending)}: `usher migrate`"),
    };

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
        PostgresStore postgres when new NpgsqlConnectionStringBuilder(postgres.Source.ConnectionString) is var parts =>
            string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}/{parts.Database}"),
        _ => "",
    };
}
