using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Recordings;

/// <summary>The hosts of recorders to which the organization allows links.</summary>
public sealed record ViewRecorderHosts : Query<CustomerSnapshot, RecorderHostsView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<RecorderHostsView> Run(Work work, CustomerSnapshot found)
    {
        var row = await work.Db.Set<RecorderHosts>().FirstOrDefaultAsync();
        return new(row?.List ?? [], row?.Revision ?? 0);
    }
}

/// <summary>The hosts to which links are allowed.</summary>
/// <param name="Hosts">Names, and <c>*.</c> with a name for all below it, in order.</param>
/// <param name="Revision">The revision: who changes it sends it back.</param>
public sealed record RecorderHostsView(IReadOnlyList<string> Hosts, int Revision) : IRevisedView;
