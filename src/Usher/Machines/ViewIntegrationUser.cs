using Usher.Access;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Views one integration user.</summary>
/// <param name="IntegrationUser">Which.</param>
public sealed record ViewIntegrationUser(Guid IntegrationUser) : Query<Machine, IntegrationUserView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.IntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<Machine>?> Find(Work work) => Machine.Find(work, IntegrationUser);

    /// <inheritdoc/>
    public override async Task<IntegrationUserView> Run(Work work, Machine found) => (await IntegrationUserView.Of(work, [IntegrationUser]))[0];
}
