using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Lists integration users, by name, with their owners, scopes and active keys.</summary>
/// <param name="Query">Part of a name; null: all.</param>
public sealed record ListIntegrationUsers(string? Query = null) : Listing<CustomerSnapshot, Page<IntegrationUserView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) => Sought.Fault(Query) ?? await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<IntegrationUserView>> Run(Work work, CustomerSnapshot found)
    {
        var words = Folding.Sought(Query);
        var page = await ByName(work, found.Facts.IntegrationUsers.Where(machine => Folding.Finds(words, machine.Name)),
            machine => machine.Id, machine => machine.Name);
        return new(await IntegrationUserView.Of(work, [.. page.Items.Select(machine => machine.Id)]), page.Next);
    }
}

/// <summary>An integration user as those who manage it read it.</summary>
public sealed record IntegrationUserView(
    Guid Id, string Name, PersonView? Owner, bool Approved, IReadOnlyList<string> Scopes, IReadOnlyList<KeyView> Keys, int Revision,
        IReadOnlyDictionary<string, May> Can) : IRevisedView
{
    /// <summary>When an approval that was announced to the teams comes into force; null: none waits.</summary>
    public DateTimeOffset? ApprovedFrom { get; init; }

    /// <summary>The views of these, in this order: two queries.</summary>
    internal static async Task<IReadOnlyList<IntegrationUserView>> Of(Work work, IReadOnlyList<Guid> ids)
    {
        var rows = await work.Db.IntegrationUsers.Where(machine => ids.Contains(machine.Id) && machine.Active)
            .ToDictionaryAsync(machine => machine.Id);
        var keys = await KeyView.Of(work,
            work.Db.ApiKeys.Where(key => key.HolderKind == ActorKind.IntegrationUser && ids.Contains(key.HolderId)));
        return [.. ids.Where(rows.ContainsKey).Select(id => Of(work, rows[id], [.. keys[id]]))];
    }

    private static IntegrationUserView Of(Work work, IntegrationUser machine, IReadOnlyList<KeyView> keys)
    {
        var target = Target.Of(work.Customer) with { IntegrationUser = machine.Id };
        return new(
            machine.Id, machine.Name, machine.OwnerId is { } owner ? PersonView.Of(work.Customer, owner) : null, machine.Approved,
                machine.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), keys, machine.Revision,
            new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["manage"] = May.Ask(work, Permission.IntegrationUserManage, target),
                ["approve"] = May.Ask(work, Permission.IntegrationApprove, target),
            })
        {
            ApprovedFrom = machine.ApprovalFrom,
        };
    }
}

/// <summary>Views one integration user.</summary>
/// <param name="IntegrationUser">Which.</param>
public sealed record ViewIntegrationUser(Guid IntegrationUser) : Query<OneIntegrationUser, IntegrationUserView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<OneIntegrationUser>?> Find(Work work) => OneIntegrationUser.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<IntegrationUserView> Run(Work work, OneIntegrationUser found) =>
        (await IntegrationUserView.Of(work, [IntegrationUser]))[0];
}
