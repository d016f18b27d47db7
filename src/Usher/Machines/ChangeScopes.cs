using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Changes what an integration user may do. Widening starts the approval again (rule 18).</summary>
/// <param name="IntegrationUser">Which.</param>
/// <param name="Scopes">All its scopes of Insights from now on.</param>
public sealed record ChangeScopes(Guid IntegrationUser, IReadOnlyList<string> Scopes)
    : Change<OneIntegrationUser, ScopesChanged>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<OneIntegrationUser>?> Find(Work work) => OneIntegrationUser.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, OneIntegrationUser found) =>
        work.Stale(found.Row) ?? GrantRules.IntegrationUser(work.Customer, found.Row.OwnerId ?? Guid.Empty, [.. Scopes.Except(Own(found))])
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<ScopesChanged> Run(Work work, OneIntegrationUser found)
    {
        found.Row.Scopes = OneIntegrationUser.Write([.. Own(found), .. Scopes.Except(Own(found))]);
        var after = OneIntegrationUser.Read(found.Row.Scopes);
        if (!GrantRules.KeepsApproval(found.Scopes, after)) OneIntegrationUser.Withdraw(found.Row);
        OneIntegrationUser.TellTeams(work, IntegrationUser, found.Scopes, after);
        return Task.FromResult(new ScopesChanged(found.Row.Approved));
    }

    /// <summary>What an app reads of itself is no scope of Insights: it stays, said or not.</summary>
    private static IEnumerable<string> Own(OneIntegrationUser found) =>
        found.Scopes.Where(scope => scope.Permission == Permission.AppReadConfiguration).Select(scope => scope.ToString());
}

/// <summary>What a change of scopes came to.</summary>
/// <param name="Approved">False: an Organization Admin has to approve it (again).</param>
public sealed record ScopesChanged(bool Approved);
