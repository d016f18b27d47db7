using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Makes a key for an integration user. Its text is shown once.</summary>
/// <param name="IntegrationUser">Who acts by it.</param>
/// <param name="Name">A name for it.</param>
/// <param name="Days">Days until it expires: 1 to 365.</param>
/// <param name="Scopes">
/// What it may do at most; null: all that its integration user may, but for reading its app's configuration.
/// </param>
public sealed record MakeKey(Guid IntegrationUser, string Name, int Days, IReadOnlyList<string>? Scopes)
    : Change<OneIntegrationUser, KeyMade>
{
    /// <summary>How long a machine's key lasts at most.</summary>
    public const int MostDays = 365;

    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<OneIntegrationUser>?> Find(Work work) => OneIntegrationUser.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, OneIntegrationUser found) =>
        Keys.NotByKey(work)
        ?? Keys.Fault(Name, Days, MostDays)
        ?? GrantRules.IntegrationUserKey(new(found.Row.Id, found.Row.Name, found.Row.OwnerId ?? Guid.Empty, found.Row.Approved, found.Scopes),
            Scopes ?? [])
        ?? (Scopes is null && Carried(found) is "" ? new KeyOfItsApp() : null)
        ?? ApprovalOfCalls.KeyFault(work, found)
        ?? await Keys.TooMany(work, IntegrationUser)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<KeyMade> Run(Work work, OneIntegrationUser found) => Task.FromResult(
        Keys.Make(work, ActorKind.IntegrationUser, IntegrationUser, Name, Carried(found), work.Now.AddDays(Days)));

    /// <summary>What the key carries as it is stored; null: everything. Of an app's own integration user what it has of Insights.</summary>
    private string? Carried(OneIntegrationUser found) =>
        Scopes is not null ? OneIntegrationUser.Write(Scopes)
        : found.Row.OfAppId is null ? null
        : string.Join(' ', found.Scopes.Where(scope => scope.Permission != Permission.AppReadConfiguration));
}
