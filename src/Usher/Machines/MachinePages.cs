using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>The pages of integration users, and of what is left until they work.</summary>
internal sealed class MachinePages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) =>
    [
        ("integrationUsers", May.Ask(work, Permission.IntegrationUserManage, here)),
        ("integrationSetUp", May.Either(work, Permission.IntegrationUserManage, Permission.AppConfigure, here)),
    ];
}

/// <summary>The integration that brings the calls, for those who make it.</summary>
internal sealed class MachineFirstSteps : IFirstSteps
{
    /// <inheritdoc/>
    public Task<IEnumerable<FirstStep>> Of(Work work) => Task.FromResult<IEnumerable<FirstStep>>(
        work.Snapshot is { } customer && May.Ask(work, Permission.IntegrationUserManage, Target.Of(customer)).Allowed
            ? [new(50, "recorder", customer.Facts.IntegrationUsers.Any(machine => machine.Approved && machine.Scopes.Any(scope => scope.Permission == Permission.CallIngest)))]
            : []);
}

/// <summary>Integration users that nobody has approved: they do nothing until then (rule 18).</summary>
internal sealed class IntegrationsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not { } customer || !May.Ask(work, Permission.IntegrationApprove, Target.Of(customer)).Allowed) return [];
        // What only reads the configuration of its own app waits for nobody here.
        var ownConfiguration = Permission.AppReadConfiguration.Name;
        var waiting = await work.Db.IntegrationUsers.Where(m => m.Active && !m.Approved && m.Scopes != ownConfiguration).OrderBy(m => m.Id).Take(INeeds.Most)
            .Select(m => new { m.Id, m.Name }).ToListAsync();
        return waiting.Select(m => new Need("integration-to-approve") { Id = m.Id, Name = m.Name });
    }
}

/// <summary>Keys of the caller's own, and of integration users that they own, that expire soon. No key hears of keys (rule 25).</summary>
internal sealed class ExpiringKeysWait : INeeds
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public int Order => 60;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (!May.Ask(work, Permission.PersonalKeyManage, work.Whole with { Subject = work.Actor.Id }).Allowed) return [];
        var (me, now, soon) = (work.Actor.Id, work.Now, work.Now + Soon);
        var machines = await work.Db.IntegrationUsers.Where(m => m.Active && m.OwnerId == me).ToDictionaryAsync(m => m.Id, m => m.Name);
        Guid[] holders = [me, .. machines.Keys];
        // One that was rotated, or has another of its name that lasts longer, ends as it should.
        var keys = await work.Db.ApiKeys.Where(k => holders.Contains(k.HolderId) && !k.Revoked && k.Expires > now && k.Expires <= soon
                && !work.Db.Set<ApiKey>()
                .Any(n => n.Id != k.Id && n.HolderId == k.HolderId && n.Name == k.Name && !n.Revoked && n.Since >= k.Since
                && n.Expires > k.Expires))
            .OrderBy(k => k.Id).Take(INeeds.Most).ToListAsync();
        return keys.OrderBy(k => k.Expires).Select(k => new Need(k.HolderId == me ? "own-key" : "integration-user-key")
        {
            Id = k.Id,
            Name = k.Name,
            IntegrationUser = machines.GetValueOrDefault(k.HolderId),
            At = k.Expires,
        });
    }
}
