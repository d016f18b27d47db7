using System.Text.Json;

namespace Usher.Tests.Access.Naive;

/// <summary>The law a second time, sentence by sentence over names, without a thought for speed. It shares nothing with the product.</summary>
internal sealed class NaiveJudge(NaiveWorld world)
{
    private static readonly string[] NotToOneself =
        ["role/assign", "user/deactivate", "access-level/manage", "access-level/approve", "organization-admin/appoint", "tenant/assign", "support-user/grant"];

    private static readonly string[] OnThePlatform = ["customer/create", "app/publish", "support-user/grant", "tenant/link", "staff-review/run"];

    public bool Decide(string evaluation, DateTimeOffset at)
    {
        using var json = JsonDocument.Parse(evaluation);
        var (subject, resource) = (json.RootElement.GetProperty("subject"), json.RootElement.GetProperty("resource"));
        var q = new Ask(
            subject.GetProperty("type").GetString()!,
            subject.GetProperty("id").GetString()!,
            Property(subject, "customer"),
            $"{resource.GetProperty("type").GetString()}/{json.RootElement.GetProperty("action").GetProperty("name").GetString()}",
            resource.GetProperty("id").GetString()!,
            Property(resource, "customer"),
            Property(resource, "tenant"),
            Property(resource, "team"),
            at);
        if (!Law.Rows.ContainsKey(q.Row)) return false;
        return q.Type switch
        {
            "user" => User(q with { Subject = q.Subject.ToLowerInvariant() }),
            "staff" => Staff(q with { Subject = q.Subject.ToLowerInvariant() }),
            "integration-user" => Machine(q),
            _ => false,
        };
    }

    /// <summary>Whether a question's id names one call of its customer, of whatever kind the row is: what only those may ask who read that call.</summary>
    public bool NamesOneCall(string evaluation) => OneCall(evaluation) is not null;

    /// <summary>The same decision, asked by a machine's key (section 3): a call that its own <c>call/read</c> does not reach is like one that does not exist.</summary>
    public bool Decide(string evaluation, DateTimeOffset at, string customer, string machine) =>
        Customer(evaluation) == customer && Decide(evaluation, at) && (OneCall(evaluation) is not { } call || Reads(customer, machine, call, at));

    /// <summary>Whether a machine reads a call.</summary>
    public bool Reads(string customer, string machine, string call, DateTimeOffset at) => Decide(JsonSerializer.Serialize(new
    {
        subject = new { type = "integration-user", id = machine, properties = new { customer } },
        action = new { name = "read" },
        resource = new { type = "call", id = call, properties = new { customer } },
    }), at);

    private string? OneCall(string evaluation)
    {
        using var json = JsonDocument.Parse(evaluation);
        var resource = json.RootElement.GetProperty("resource");
        var (id, type) = (resource.GetProperty("id").GetString()!, resource.GetProperty("type").GetString());
        return type is "call" or "support-access" && Customer(evaluation) is { } slug && world.Customers.TryGetValue(slug, out var customer) && id != slug && customer.Calls.ContainsKey(id) ? id : null;
    }

    private static string? Customer(string evaluation)
    {
        using var json = JsonDocument.Parse(evaluation);
        return Property(json.RootElement.GetProperty("resource"), "customer");
    }

    private bool User(Ask q)
    {
        if (q.Customer is null || !world.Customers.TryGetValue(q.Customer, out var customer) || !customer.Users.TryGetValue(q.Subject, out var user)) return false;
        if (!user.Active || customer.Closed || !Named(q, customer)) return false;
        var role = RoleOf(user, Law.InsightsRows.Contains(q.Row), q.At);
        if (Law.InsightsRows.Contains(q.Row) && !customer.Insights && q.Row != "insights-audit/view") return false;
        var cell = Law.Rows[q.Row][role];
        if (cell == "—" || !Exists(q, customer, staff: null)) return false;

        var whole = q.Id == q.Customer;
        var call = whole ? null : customer.Calls.GetValueOrDefault(q.Id);
        var other = q.Id.ToLowerInvariant();
        if (other == q.Subject && !whole && cell != "self" && NotToOneself.Contains(q.Row)) return false;
        switch (cell)
        {
            case "self" when call is not null:
                return call.Owner == q.Subject;
            case "self":
                return whole || other == q.Subject;
            case "assigned":
                return Reached(q, user, customer);
            case "picked":
                var picked = user.CustomRoles.SelectMany(r => customer.CustomRoles[r]).ToList();
                return (whole ? picked.Count > 0 : picked.Contains(q.Id)) && Reached(q, user, customer);
            case "visible":
                return call is null || Sees(q, user, customer, call) is { } why && (q.Row != "call/transcript" || WholeTranscript(customer, call, q.Subject, why));
            case "scope":
                if (user.EditorOf is null) return true;
                var asked = new[] { q.Team, whole ? null : q.Id }.OfType<string>().ToList();
                return asked.Count == 0 ? user.EditorOf.Exists(customer.Teams.ContainsKey) : asked.TrueForAll(user.EditorOf.Contains);
            case "scope (whole organization)":
                return user.EditorOf is null;
            case "own" when q.Row == "access-level/manage" && !whole && role != "Organization Admin":
                return RoleOf(customer.Users[other], insights: true, q.At) is "Default User" or "User Admin";
            case "own" when q.Row == "call/troubleshoot" && call is not null:
                return !call.Held || call.Owner == q.Subject;
            case "own" when q.Row == "support-access/grant" && call is not null:
                return Sees(q, user, customer, call) is not null;
            case "own":
                return true;
            default:
                throw new InvalidOperationException($"The law has a cell that is not read here: {cell}");
        }
    }

    private bool Staff(Ask q)
    {
        if (!world.Staff.TryGetValue(q.Subject, out var level)) return false;
        var call = q.Customer is null ? null : world.Customers.GetValueOrDefault(q.Customer)?.Calls.GetValueOrDefault(q.Id);
        if (q.Row == "call/view" && call is not null && q.Id != q.Customer)
        {
            var of = world.Customers[q.Customer!];
            return of.Insights && !of.Closed && !call.Held && Named(q, of) && call.SupportAccess.TryGetValue(q.Subject, out var end) && q.At < end;
        }

        if (Law.InsightsRows.Contains(q.Row)) return false;
        var cell = Law.Rows[q.Row][level == "super-user" ? "Super User" : "Support User"];
        if (cell == "—") return false;
        var other = q.Id.ToLowerInvariant();
        if (q.Row == "support-user/grant" && other == q.Subject) return false;
        if (q.Customer is null)
        {
            if (q.Tenant is not null || q.Team is not null) return false;
            return cell == "self" ? other == q.Subject : OnThePlatform.Contains(q.Row) && (world.Customers.ContainsKey(q.Id) || world.Staff.ContainsKey(other));
        }

        if (!world.Customers.TryGetValue(q.Customer, out var customer) || !Named(q, customer) || !Exists(q, customer, q.Subject)) return false;
        if (customer.Closed && (level != "super-user" || q.Row is not ("customer/close" or "customer/view"))) return false;
        return cell == "all" || q.Id == q.Customer || other == q.Subject;
    }

    private bool Machine(Ask q)
    {
        if (q.Customer is null || q.Customer != q.SubjectCustomer || !world.Customers.TryGetValue(q.Customer, out var customer)) return false;
        if (customer.Closed || !customer.Insights || !Named(q, customer)) return false;
        if (!customer.IntegrationUsers.TryGetValue(q.Subject, out var machine) || !machine.Approved) return false;
        if (!customer.Users.TryGetValue(machine.Owner, out var owner) || !owner.Active) return false;
        if (!Law.InsightsRows.Contains(q.Row) || Law.Rows[q.Row]["Integration User"] != "key" || !Exists(q, customer, staff: null)) return false;
        var scopes = machine.Scopes.Select(s => s.Split(':')).Where(s => s[0] == q.Row).ToList();
        if (q.Row != "call/read") return scopes.Count > 0;
        var teams = scopes.Where(s => s.Length > 1).SelectMany(s => s[1].Split(',')).Where(customer.Teams.ContainsKey).ToHashSet();
        if (q.Team is not null && !teams.Contains(q.Team)) return false;
        if (q.Id == q.Customer) return teams.Count > 0;
        if (customer.Teams.ContainsKey(q.Id)) return teams.Contains(q.Id);
        if (q.Team is not null) teams.IntersectWith([q.Team]);
        return customer.Calls[q.Id] is { Held: false } call && call.Teams.Exists(teams.Contains);
    }

    /// <summary>Why a call is visible (rules 12, 13, 19); null when it is not.</summary>
    private static string? Sees(Ask q, NaiveUser user, NaiveCustomer customer, NaiveCall call)
    {
        if (call.Owner == q.Subject) return "owner";
        if (call.Held) return null;
        if (call.Teams.Exists(team => customer.Teams.TryGetValue(team, out var members) && members.Contains(q.Subject))) return "team";
        if (call.SharedWith.TryGetValue(q.Subject, out var until) && q.At < until) return "shared";
        if (call.Channels.Exists(name => customer.Channels.TryGetValue(name, out var channel) && channel.Members.Contains(q.Subject) && !channel.ConfiguredBy.Contains(q.Subject))) return "channel";
        var troubleshoots = Law.Rows["call/troubleshoot"][RoleOf(user, insights: true, q.At)] == "own";
        return troubleshoots && call.OpenedBy.TryGetValue(q.Subject, out var closes) && q.At < closes ? "opened" : null;
    }

    private static bool WholeTranscript(NaiveCustomer customer, NaiveCall call, string subject, string why) => customer.Transcripts switch
    {
        "all-who-see" => true,
        "owner-and-teams" => why is "owner" or "team",
        _ => call.Owner == subject,
    };

    private static string RoleOf(NaiveUser user, bool insights, DateTimeOffset at)
    {
        var ended = user.Until.TryGetValue(insights ? "insights" : "connect", out var until) && at >= until;
        if (!insights) return user.Connect == "customer-admin" && !ended ? "Customer Admin" : user.CustomRoles.Count > 0 ? "Custom Role" : "User";
        return ended ? "Default User" : user.Insights switch
        {
            "organization-admin" => "Organization Admin",
            "editor" => "Editor",
            "user-admin" => "User Admin",
            _ => "Default User",
        };
    }

    /// <summary>Whether every tenant that was named, or any when none was, is assigned to the user.</summary>
    private static bool Reached(Ask q, NaiveUser user, NaiveCustomer customer)
    {
        var assigned = user.Tenants ?? customer.Tenants;
        var byId = q.Row == "tenant/view" && q.Id != q.Customer ? q.Id : null;
        return assigned.Count > 0 && (q.Tenant is null || assigned.Contains(q.Tenant)) && (byId is null || assigned.Contains(byId));
    }

    /// <summary>Whether the tenant and team in the properties exist.</summary>
    private static bool Named(Ask q, NaiveCustomer customer) =>
        (q.Tenant is null || customer.Tenants.Contains(q.Tenant)) && (q.Team is null || customer.Teams.ContainsKey(q.Team));

    /// <summary>Whether the id is the customer's slug or names a thing of a kind that the row is about.</summary>
    private bool Exists(Ask q, NaiveCustomer customer, string? staff)
    {
        if (q.Id == q.Customer) return true;
        bool User() => customer.Users.ContainsKey(q.Id.ToLowerInvariant());
        bool Self() => User() || staff is not null && q.Id.ToLowerInvariant() == staff;
        return q.Row switch
        {
            "licence/provision" or "call/ingest" or "crm/write" or "crm/revert" or "decision/ask" => false,
            "call/read" => customer.Calls.ContainsKey(q.Id) || customer.Teams.ContainsKey(q.Id),
            "tenant/assign" => customer.Tenants.Contains(q.Id) || User(),
            "support-user/grant" => world.Staff.ContainsKey(q.Id.ToLowerInvariant()),
            _ => q.Row.Split('/')[0] switch
            {
                "app" => customer.Apps.Contains(q.Id),
                "tenant" => customer.Tenants.Contains(q.Id),
                "profile" or "personal-key" or "access-request" or "decision" => Self(),
                "user" or "organization-admin" or "audit" or "preference" or "licence" or "access-level" or "directory" or "insights-audit" or "insights-decision" => User(),
                "role" => User() || customer.CustomRoles.ContainsKey(q.Id),
                "custom-role" => customer.CustomRoles.ContainsKey(q.Id),
                "call" or "support-access" => customer.Calls.ContainsKey(q.Id),
                "destination" or "notification" or "delivery" or "workflow" or "pipeline" or "signal" or "report" or "team" => customer.Teams.ContainsKey(q.Id),
                "integration" or "integration-user" => customer.IntegrationUsers.ContainsKey(q.Id),
                _ => false,
            },
        };
    }

    private static string? Property(JsonElement of, string name) =>
        of.TryGetProperty("properties", out var properties) && properties.TryGetProperty(name, out var value) ? value.GetString() : null;

    /// <summary>A question as it was sent.</summary>
    private sealed record Ask(string Type, string Subject, string? SubjectCustomer, string Row, string Id, string? Customer, string? Tenant, string? Team, DateTimeOffset At);
}
