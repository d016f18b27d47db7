using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Lists integration users with their owners, scopes and living keys.</summary>
public sealed record ListIntegrationUsers : Query<CustomerSnapshot, Page<IntegrationUserView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Page<IntegrationUserView>> Run(Work work, CustomerSnapshot found)
    {
        var machines = await work.Db.IntegrationUsers.Where(m => m.Active).OrderBy(m => m.Name).ToListAsync();
        var keys = await KeyView.Of(work, work.Db.ApiKeys.Where(k => k.HolderKind == ActorKind.IntegrationUser));
        return new([.. machines.Select(m => View(work, m, [.. keys[m.Id]]))], null);
    }

    private static IntegrationUserView View(Work work, IntegrationUser machine, IReadOnlyList<KeyView> keys)
    {
        var target = Target.Of(work.Customer) with { IntegrationUser = machine.Id };
        return new(
            machine.Id, machine.Name, Who.Of(work.Customer, machine.OwnerId), machine.Approved, machine.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), keys, machine.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["manage"] = May.Ask(work, Permission.IntegrationUserManage, target),
                ["approve"] = May.Ask(work, Permission.IntegrationApprove, target),
            });
    }
}

/// <summary>An integration user as those who manage it read it.</summary>
public sealed record IntegrationUserView(
    Guid Id, string Name, Who Owner, bool Approved, IReadOnlyList<string> Scopes, IReadOnlyList<KeyView> Keys, int Revision, IReadOnlyDictionary<string, May> Can) : IRevisedView;
