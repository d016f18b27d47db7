using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Lists the user directory of an organization: the same people, for those who keep it in Insights.</summary>
/// <param name="Filter">Which.</param>
public sealed record ListDirectory(UserFilter Filter) : Query<CustomerSnapshot, Page<UserView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DirectoryView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(Filter.Fault(found));

    /// <inheritdoc/>
    public override Task<Page<UserView>> Run(Work work, CustomerSnapshot found) => Filter.Read(work);
}
