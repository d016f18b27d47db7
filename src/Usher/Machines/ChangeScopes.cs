using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Changes what an integration user may do. Widening starts the approval again (rule 18).</summary>
/// <param name="IntegrationUser">Which.</param>
/// <param name="Scopes">All its scopes from now on.</param>
public sealed record ChangeScopes(Guid IntegrationUser, IReadOnlyList<string> Scopes) : Change<Machine, ScopesChanged>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<Machine>?> Find(Work work) => Machine.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Machine found) =>
        work.Stale(found.Row) ?? GrantRules.Machine(work.Customer, found.Row.OwnerId, Scopes) ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<ScopesChanged> Run(Work work, Machine found)
    {
        found.Row.Scopes = Machine.Write(Scopes);
        var after = Machine.Read(found.Row.Scopes);
        if (!GrantRules.KeepsApproval(found.Scopes, after)) Machine.Withdraw(found.Row);
        Machine.TellTeams(work, IntegrationUser, found.Scopes, after);
        return Task.FromResult(new ScopesChanged(found.Row.Approved));
    }
}

/// <summary>What a change of scopes came to.</summary>
/// <param name="Approved">False: an Organization Admin has to approve it (again).</param>
public sealed record ScopesChanged(bool Approved);
