using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>What is done, one after the other, until an integration works.</summary>
public enum IntegrationStep
{
    /// <summary>An Organization Admin approves what it may do in Insights: <c>integration/approve</c> (rule 18).</summary>
    Approve,

    /// <summary>
    /// An active person is accountable for it and it has scopes: <c>integration-user/manage</c>. Of an app: it is configured where it was
    /// approved, <c>app/configure</c>.
    /// </summary>
    Configure,

    /// <summary>A key is made that works: <c>integration-user/manage</c>, of an app <c>app-integration-user/manage</c>.</summary>
    Key,

    /// <summary>The software calls with its key: its owner sees to it.</summary>
    FirstRun,
}

/// <summary>
/// Lists integration users with what is done and who does what next until they work, for those who do a part of it: of an app to who
/// configures it too. It is told from what there is now; what somebody may not see of it is left open. Four queries.
/// </summary>
public sealed record ListIntegrationSetUps : Listing<CustomerSnapshot, Page<IntegrationSetUp>>
{
    /// <summary>How many of those who can do a step are named.</summary>
    private const int MostNamed = 5;

    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Permission? Or => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<IntegrationSetUp>> Run(Work work, CustomerSnapshot found)
    {
        var page = await ByName(work, found.Facts.IntegrationUsers.Where(machine => IsSeen(work, machine)), machine => machine.Id,
            machine => machine.Name);
        var (ids, apps) = (page.Items.Select(m => m.Id).ToList(), page.Items.Select(m => m.OfApp?.App).OfType<Guid>().ToList());
        var rows = await work.Db.IntegrationUsers.Where(m => ids.Contains(m.Id) && m.Active).ToDictionaryAsync(m => m.Id);
        var keys = (await work.Db.ApiKeys.Where(k => k.HolderKind == ActorKind.IntegrationUser && ids.Contains(k.HolderId))
            .Select(k => new KeyFact(k.HolderId, !k.Revoked && k.Expires > work.Now, k.MadeBy,
                work.Db.Set<KeyUse>().Any(use => use.KeyId == k.Id))).ToListAsync()).ToLookup(k => k.Holder);
        var named = await work.Db.Apps.Where(a => apps.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => new ThingView(a.Slug, a.Name));
        var places = (await work.Db.TenantApps.Where(t => apps.Contains(t.AppId)).ToListAsync()).ToLookup(t => t.AppId);
        return new([.. page.Items.Where(m => rows.ContainsKey(m.Id)).Select(machine => Of(work, machine, rows[machine.Id], [.. keys[machine.Id]],
            machine.OfApp is { } of ? named.GetValueOrDefault(of.App) : null, machine.OfApp is { } its ? [.. places[its.App]] : []))], page.Next);
    }

    private static bool IsSeen(Work work, IntegrationUserFacts machine)
    {
        var here = Target.Of(work.Customer);
        return May.Ask(work, Permission.IntegrationUserManage, here with { IntegrationUser = machine.Id }).Allowed
            || (machine.OfApp is { } of && (May.Ask(work, Permission.AppConfigure, here with { App = of.App }).Allowed
                || May.Ask(work, Permission.AppIntegrationUserManage, here with { IntegrationUser = machine.Id }).Allowed));
    }

    private static IntegrationSetUp Of(Work work, IntegrationUserFacts machine, IntegrationUser row, IReadOnlyList<KeyFact> keys,
        ThingView? app, IReadOnlyList<TenantApp> places)
    {
        var here = Target.Of(work.Customer) with { IntegrationUser = machine.Id };
        var manage = machine.OfApp is null ? Permission.IntegrationUserManage : Permission.AppIntegrationUserManage;
        var sees = May.Either(work, Permission.IntegrationUserManage, manage, here).Allowed;
        var seesPeople = May.Either(work, Permission.UserView, Permission.DirectoryView, Target.Of(work.Customer)).Allowed;
        var reads = OneIntegrationUser.ReadsCalls(machine.Scopes);
        var owner = row.OwnerId is { } id && work.Customer.User(id) is { User.Active: true } person ? person : null;
        return new(machine.Id, machine.Name, app,
        [
            Step(IntegrationStep.Approve, sees ? row.Approved || !IsOfInsights(machine) : null, Able(Permission.IntegrationApprove, here,
                reads ? keys.Where(k => k.Works).Select(k => k.MadeBy).Append(row.OwnerId).Append(row.MadeBy) : [])) with { From = sees ? row.ApprovalFrom : null },
            app is null
                ? Step(IntegrationStep.Configure, owner is not null && machine.Scopes.Count > 0, Able(manage, here, []))
                : Step(IntegrationStep.Configure, IsConfigured(), Able(Permission.AppConfigure, Target.Of(work.Customer) with { App = machine.OfApp!.App }, [])),
            Step(IntegrationStep.Key, sees ? keys.Any(k => k.Works) : null, Able(manage, here, reads ? [row.ApprovedBy] : [])),
            Step(IntegrationStep.FirstRun, sees ? keys.Any(k => k.Used) : null, owner is null ? [] : [owner]),
        ]);

        IntegrationSetUpOf Step(IntegrationStep step, bool? done, IReadOnlyList<Actor> able) => new(step, done,
            able.Any(one => one.Id == work.Actor.Id), [.. able.Where(IsNamed).Take(MostNamed).Select(PersonView.Of)]);

        // Where each tenant whose configuration is the caller's to see has it; null: none is.
        bool? IsConfigured()
        {
            var seen = places.Where(place => sees || May.Ask(work, Permission.AppConfigure, Target.Of(work.Customer) with { App = place.AppId, Tenant = place.TenantId }).Allowed).ToList();
            return seen.Count == 0 ? null : seen.Exists(p => p.State == AppState.Active) && !seen.Exists(p => p.State == AppState.Approved);
        }

        // Rule 18: who had a hand in it does not do it as long as somebody else can.
        List<Actor> Able(Permission permission, Target target, IEnumerable<Guid?> involved)
        {
            var all = work.Customer.Users.Where(user => Authorizer.Decide(user, permission, target, work.Now).Allowed)
                .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).ThenBy(user => user.Id).ToList();
            var others = all.FindAll(user => !involved.Contains(user.Id));
            return others.Count > 0 ? others : all;
        }

        // Rule 27: who may not see users learns who can grant what they lack, and of themselves.
        bool IsNamed(Actor user) => seesPeople || user.Id == work.Actor.Id
            || Authorizer.Decide(user, Permission.RoleAssign, Target.Of(work.Customer), work.Now).Allowed
            || Authorizer.Decide(user, Permission.AccessLevelApprove, Target.Of(work.Customer), work.Now).Allowed;
    }

    /// <summary>Whether any of its scopes is inert until an Organization Admin approved it.</summary>
    private static bool IsOfInsights(IntegrationUserFacts machine) => machine.Scopes.Any(scope => scope.Permission != Permission.AppReadConfiguration);

    private sealed record KeyFact(Guid Holder, bool Works, Guid? MadeBy, bool Used);
}

/// <summary>What is left until an integration works.</summary>
/// <param name="Id">The integration user's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="App">The app whose own it is; null: of none.</param>
/// <param name="Steps">What is done and what is left, in the order in which it is done.</param>
public sealed record IntegrationSetUp(Guid Id, string Name, ThingView? App, IReadOnlyList<IntegrationSetUpOf> Steps);

/// <summary>A step until an integration works.</summary>
/// <param name="Step">Which.</param>
/// <param name="Done">Whether it is done; null: not for the caller to see.</param>
/// <param name="Mine">Whether the caller can do it.</param>
/// <param name="Who">Some of those who can, by name.</param>
public sealed record IntegrationSetUpOf(IntegrationStep Step, bool? Done, bool Mine, IReadOnlyList<PersonView> Who)
{
    /// <summary>When an approval that was announced comes into force; null: none waits.</summary>
    public DateTimeOffset? From { get; init; }
}
