using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Delivery;
using Usher.Directory;
using Usher.Platform.Audit;
using Usher.Tests.Calls;
using Usher.Tests.Directory;

namespace Usher.Tests.Governance;

/// <summary>Whoever owns the database edits the tables that decide, and leaves the log as it is: each edit is found, and named.</summary>
public sealed class TablesAgainstLogsTests
{
    /// <summary>An edit, with the names of the town's people in braces; the table it is found in; whose row it names; what it says.</summary>
    public static TheoryData<string, string, string, string> Edits => new()
    {
        { "UPDATE users SET insights = 'OrganizationAdmin' WHERE id = '{user}'", "users", "user", "Insights is “OrganizationAdmin”" },
        { "UPDATE users SET connect = 'CustomerAdmin' WHERE id = '{user}'", "users", "user", "Connect is “CustomerAdmin”" },
        { "UPDATE users SET active = 0 WHERE id = '{orgadmin}'", "users", "orgadmin", "Active is 0" },
        { "UPDATE users SET connect_until = 9000000000000000 WHERE id = '{user}'", "users", "user", "ConnectUntil is 9000000000000000, but no entry records that" },
        { "UPDATE users SET has_seat = 1 WHERE id = '{user}'", "users", "user", "HasSeat is 1" },
        { "UPDATE users SET email = 'eve@elsewhere.example' WHERE id = '{user}'", "users", "user", "Email is" },
        { "UPDATE users SET account_id = (SELECT account_id FROM users WHERE id = '{orgadmin}') WHERE id = '{user}'", "users", "user", "AccountId is" },
        { "UPDATE users SET audit_salt = x'00' WHERE id = '{user}'", "users", "user", "a different value" },
        { "DELETE FROM users WHERE id = '{user}'", "users", "user", "is not in the table" },
        { "DELETE FROM team_members WHERE user_id = '{default}'", "team_members", "default", "is not in the table" },
        { "INSERT INTO team_members (customer_id, team_id, user_id, audit_salt) SELECT customer_id, team_id, '{user}', audit_salt FROM team_members WHERE user_id = '{default}'", "team_members", "user", "no entry records it" },
        { "UPDATE team_members SET user_id = '{user}' WHERE user_id = '{default}'", "team_members", "user", "no entry records it" },
        { "DELETE FROM user_tenants WHERE user_id = '{user}'", "user_tenants", "user", "is not in the table" },
        { "INSERT INTO user_custom_roles (customer_id, user_id, role_id, audit_salt) SELECT customer_id, '{user}', role_id, audit_salt FROM user_custom_roles WHERE user_id = '{custom}'", "user_custom_roles", "user", "no entry records it" },
        { "UPDATE customers SET seats = 2000 WHERE slug = 'harbor'", "customers", "", "Seats is 2000" },
        { "UPDATE customers SET transcripts = 'AllWhoSee' WHERE slug = 'harbor'", "customers", "", "Transcripts is “AllWhoSee”" },
        { "UPDATE api_keys SET expires = 9000000000000000 WHERE id = '{key}'", "api_keys", "key", "Expires is 9000000000000000" },
        { "UPDATE api_keys SET permissions = 'call/read' WHERE id = '{key}'", "api_keys", "key", "Permissions is “call/read”" },
        { "UPDATE api_keys SET hash = x'00' WHERE id = '{key}'", "api_keys", "key", "Hash is a different value" },
        { "UPDATE integration_users SET scopes = 'call/read' WHERE id = '{recorder}'", "integration_users", "recorder", "Scopes is “call/read”" },
        { "UPDATE integration_users SET owner_id = '{user}' WHERE id = '{recorder}'", "integration_users", "recorder", "OwnerId is" },
        { "UPDATE staff SET role = 'SuperUser' WHERE id = '{support}'", "staff", "support", "Role is “SuperUser”" },
        { "DELETE FROM staff WHERE id = '{super}'", "staff", "super", "is not in the table" },
        { "INSERT INTO staff SELECT * FROM staff WHERE id = '{support}'", "", "", "" },
        { "UPDATE tenant_apps SET state = 'Active' WHERE state <> 'Active'", "tenant_apps", "", "State is “Active”" },
        { "UPDATE accounts SET password_hash = 'another' WHERE email = 'orgadmin@harbor.example'", "accounts", "", "PasswordHash is a different value" },
        { "UPDATE teams SET customer_id = '0A000000-0000-0000-0000-000000000001' WHERE id = '{sales}'", "teams", "", "there is no such log" },
        { "UPDATE users SET insights = 'King' WHERE id = '{user}'", "users", "user", "which is not a valid value" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edit_of_a_table_is_found_and_named(string edit, string table, string who, string says)
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        var sql = System.Text.RegularExpressions.Regex.Replace(edit, "{(?<name>[a-z]+)}", name => Stored(town[name.Groups["name"].Value]), System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        try
        {
            Execute(town.Database, sql);
        }
        catch (SqliteException refused) when (table.Length == 0)
        {
            refused.SqliteErrorCode.ShouldBe(19);
            return;
        }

        var found = await Found(town);
        found.ShouldContain(finding => finding.Kind == $"fact {table}" && finding.What.Contains(says, StringComparison.Ordinal) && (who.Length == 0 || finding.What.Contains(town[who].ToString(), StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("INSERT INTO call_readers (customer_id, call_id, principal_id, at, ground, until) SELECT customer_id, call_id, '{stranger}', at, 'Shared', until FROM call_readers WHERE ground = 'Owner'", "nothing explains why")]
    [InlineData("UPDATE call_readers SET principal_id = '{stranger}' WHERE ground = 'Team'", "nothing explains why")]
    [InlineData("DELETE FROM call_readers WHERE ground = 'Owner'", "is not a reader of call")]
    [InlineData("UPDATE call_readers SET until = 9000000000000000 WHERE ground = 'Shared'", "with unexpected values")]
    [InlineData("UPDATE calls SET owner_id = '{cy}'", "OwnerId is a different value")]
    [InlineData("UPDATE calls SET held = 1", "Held is 1")]
    [InlineData("UPDATE call_shares SET until = 9000000000000000", "Until is 9000000000000000")]
    [InlineData("UPDATE transcripts SET content = x'00'", "a different value")]
    public async Task An_edit_of_who_reads_or_owns_a_call_is_found(string edit, string says)
    {
        await using var world = await CallWorld.New();
        foreach (var name in new[] { "ana", "bo", "cy" }) await world.Person(name);
        await world.Team("sales", "ana", "bo");
        await world.Recorder("ana");
        var call = await world.Call("1", "ana");
        (await world.Gate.Run(world.As("ana"), new ShareCall(call, "cy@harbor.example", world.Clock.GetUtcNow().AddDays(1)))).Refused.ShouldBeNull();
        var verifier = new AuditVerifier(world.Store, world.Heads);
        var before = (await verifier.Verify(world.Customer, derived: [new ReadersCheck()])).Findings;
        before.ShouldNotContain(finding => finding.Kind.StartsWith("fact call", StringComparison.Ordinal) || finding.Kind == "fact transcripts");

        var sql = edit.Replace("{cy}", Stored(world["cy"]), StringComparison.Ordinal).Replace("{stranger}", Stored(Guid.NewGuid()), StringComparison.Ordinal);
        await using (var db = world.Store.Context(world.Customer)) Execute(db.Database.GetConnectionString()!, sql);
        (await verifier.Verify(world.Customer, derived: [new ReadersCheck()])).Findings.ShouldContain(finding => finding.What.Contains(says, StringComparison.Ordinal));
    }

    /// <summary>Values that no column can have: the verification names the row and goes on to the end.</summary>
    public static TheoryData<string> Absurd => new(
        from set in new[]
        {
            "audit_entries SET section = 'Nonsense'", "audit_entries SET at = 'garbage'", "audit_entries SET at = 9223372036854775807", "audit_entries SET at = -9223372036854775808", "audit_entries SET at = 1e300",
            "audit_entries SET body = x'00ff'", "audit_entries SET body = ''", "audit_entries SET body = '[]'", "audit_entries SET body = '{\"changes\":7}'", "audit_entries SET body = '{\"log\":{}}'", "audit_entries SET body = zeroblob(3000000)",
            "audit_entries SET leaf_hash = 'x'", "audit_entries SET act = x'ff'", "audit_entries SET act = 7", "audit_entries SET refusal = x'00'", "audit_entries SET actor_id = 'nobody'", "audit_entries SET \"index\" = 'abc'",
            "audit_entries SET \"index\" = -5", "audit_entries SET \"index\" = 9223372036854775807", "audit_entries SET \"index\" = x'00'", "audit_entries SET customer_id = 'nobody'",
            "heads SET log_size = -1", "heads SET log_size = 'many'", "heads SET log_size = 9223372036854775807", "heads SET frontier = x'00'", "heads SET frontier = 7", "heads SET id = 'nobody'", "heads SET id = x'00'",
            "audit_subjects SET subject_id = 'none'", "audit_subjects SET \"index\" = 'none'", "users SET insights = 'King'", "users SET since = 'yesterday'", "users SET since = 9223372036854775807", "users SET active = 7",
            "users SET audit_salt = 'x'", "users SET id = x'00'", "users SET id = 'nobody'", "users SET email = zeroblob(1000000)", "users SET connect_until = 'never'", "users SET customer_id = x'00'",
            "customers SET seats = 'x'", "customers SET slug = x'ff'", "staff SET role = 7", "api_keys SET expires = 1e400",
        }
        select $"UPDATE {set} WHERE rowid = (SELECT max(rowid) FROM {set[..set.IndexOf(' ', StringComparison.Ordinal)]})");

    [Theory]
    [MemberData(nameof(Absurd))]
    public async Task An_absurd_value_is_a_finding_and_ends_nothing(string edit)
    {
        await using var town = await Town.Open();
        town.IsHeldAgainstItsLogs = false;
        Execute(town.Database, edit.Contains("audit_subjects", StringComparison.Ordinal) ? edit[..edit.IndexOf(" WHERE", StringComparison.Ordinal)].Replace("UPDATE", "UPDATE OR IGNORE", StringComparison.Ordinal) : edit);
        (await Found(town)).ShouldNotBeEmpty();
    }

    /// <summary>What a verification of everything finds, as the command makes it.</summary>
    private static async Task<List<AuditFinding>> Found(Town town)
    {
        var (verifier, shared) = (new AuditVerifier(town.Store, town.Heads), new SharedFacts(town.Store));
        var found = (await new HeadsCheck(town.Store, town.Heads).Run(default)).SelectMany(report => report.Findings).ToList();
        foreach (var log in await verifier.Logs()) found.AddRange((await verifier.Verify(log, shared: shared, derived: [new ReadersCheck()])).Findings);
        found.AddRange((await shared.Compare(default)).Findings);
        return found;
    }

    private static string Stored(Guid id) => id.ToString().ToUpperInvariant();

    private static void Execute(string database, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(database) { Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
