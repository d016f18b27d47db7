using Usher.Access;

namespace Usher.Tests.Access;

/// <summary>One decision that is different: by one question, asked of the function that decides before and after.</summary>
/// <param name="Subject">The user or integration user.</param>
/// <param name="Gained">Allowed from then on; false: refused from then on.</param>
/// <param name="Permission">What.</param>
/// <param name="Thing">The tenant, team, person, or the team or channel whose calls; null: none named.</param>
/// <param name="App">The app; null: none named.</param>
public readonly record struct OneFlip(Guid Subject, bool Gained, string Permission, Guid? Thing, Guid? App);

/// <summary>The difference of two snapshots, asked for question by question.</summary>
public static class NaiveFlips
{
    /// <summary>Read from the law: the rows whose answer depends on the person acted on.</summary>
    private static readonly string[] ByPerson = ["access-request/create", "decision/explain", "insights-decision/explain", "access-level/manage"];

    private static readonly string[] OfCalls = ["call/view", "call/transcript", "call/ask", "call/comment"];

    /// <summary>Every question whose answer is another.</summary>
    public static HashSet<OneFlip> Between(CustomerSnapshot before, CustomerSnapshot after, DateTimeOffset now)
    {
        var flips = new HashSet<OneFlip>();
        var subjects = before.Users.Concat(after.Users).Select(user => user.Id).ToHashSet();
        var machines = before.Facts.IntegrationUsers.Concat(after.Facts.IntegrationUsers).Select(machine => machine.Id).ToHashSet();
        foreach (var subject in subjects.Concat(machines))
        {
            var (was, becomes) = (before.User(subject) ?? before.IntegrationUser(subject), after.User(subject) ?? after.IntegrationUser(subject));
            foreach (var permission in Permission.Catalogue)
            {
                foreach (var (thing, app) in Questions(permission, before, after))
                {
                    // Oneself is answered as the question that names nobody, or always refused.
                    if (thing == subject) continue;
                    var had = Allowed(was, permission, before, thing, app, now);
                    var has = Allowed(becomes, permission, after, thing, app, now);
                    if (had != has) flips.Add(new(subject, has, permission.Name, thing, app));
                }
            }
        }

        return flips;
    }

    /// <summary>The same decisions, as the difference by sets tells them.</summary>
    public static HashSet<OneFlip> Of(DecisionFlips flips)
    {
        var all = new HashSet<OneFlip>();
        foreach (var group in flips.All)
        {
            foreach (var subject in group.Subjects)
            {
                foreach (var (gained, list) in new[] { (true, group.Gains), (false, group.Losses) })
                    foreach (var flip in list)
                        foreach (var thing in Named(flip.Things, flip.Permission.Measure == Measure.People ? subject : null))
                            foreach (var app in Named(flip.Apps, null))
                                all.Add(new(subject, gained, flip.Permission.Name, thing, app)).ShouldBeTrue("told twice");
            }
        }

        return all;
    }

    /// <summary>Whether somebody may, about a thing and an app that need not be there.</summary>
    public static bool Allowed(Actor? actor, Permission permission, CustomerSnapshot customer, Guid? thing, Guid? app, DateTimeOffset now)
    {
        if (actor is null) return false;
        var target = Target.Of(customer) with { App = app };
        if (app is { } named && !customer.Apps.Any(one => one.Id == named)) return false;
        if (thing is not { } id) return Authorizer.Decide(actor, permission, target, now).Allowed;
        if (OfCalls.Contains(permission.Name))
        {
            var (isTeam, isChannel) = (customer.Facts.Teams.Any(team => team.Id == id), customer.Facts.Channels.Any(channel => channel.Id == id));
            if (!isTeam && !isChannel) return false;
            // A call of nobody who is asked about.
            target = target with { Call = new() { Id = Guid.NewGuid(), Owner = Guid.NewGuid(), Teams = isTeam ? [id] : [], Channels = isChannel ? [id] : [] } };
        }
        else if (ByPerson.Contains(permission.Name)) target = target with { Subject = id };
        else if (customer.Facts.Tenants.Any(tenant => tenant.Id == id)) target = target with { Tenant = id };
        else if (customer.Facts.Teams.Any(team => team.Id == id)) target = target with { Team = id };
        else return false;
        return Authorizer.Decide(actor, permission, target, now).Allowed;
    }

    private static IEnumerable<(Guid? Thing, Guid? App)> Questions(Permission permission, CustomerSnapshot before, CustomerSnapshot after)
    {
        IEnumerable<Guid> Either(Func<CustomerFacts, IEnumerable<Guid>> of) => of(before.Facts).Union(of(after.Facts));
        var tenants = Either(facts => facts.Tenants.Select(tenant => tenant.Id));
        IEnumerable<Guid> things =
            OfCalls.Contains(permission.Name) ? Either(facts => facts.Teams.Select(team => team.Id).Concat(facts.Channels.Select(channel => channel.Id)))
            : ByPerson.Contains(permission.Name) ? before.Facts.Users.Select(user => user.Id).Intersect(after.Facts.Users.Select(user => user.Id))
            : permission.Things.HasFlag(Things.App) || permission.Things.HasFlag(Things.Tenant) ? tenants
            : permission.Things.HasFlag(Things.Team) ? Either(facts => facts.Teams.Select(team => team.Id))
            : [];
        IEnumerable<Guid> apps = permission.Things.HasFlag(Things.App) ? before.Apps.Concat(after.Apps).Select(app => app.Id).Distinct() : [];
        return from thing in things.Select(id => (Guid?)id).Append(null) from app in apps.Select(id => (Guid?)id).Append(null) select (thing, app);
    }

    private static IEnumerable<Guid?> Named(Extent extent, Guid? subject)
    {
        if (extent.Unnamed) yield return null;
        foreach (var id in extent.Ids)
            if (id != subject) yield return id;
    }
}
