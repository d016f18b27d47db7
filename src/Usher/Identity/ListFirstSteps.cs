using Usher.Access;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>What somebody who is new in their role sets up or tries first. Each room says what of it; all of it is read from how things are.</summary>
public sealed record ListFirstSteps : Query<Nothing, FirstSteps>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<FirstSteps> Run(Work work, Nothing found)
    {
        List<FirstStep> steps = [];
        foreach (var room in Contributions.Of<IFirstSteps>()) steps.AddRange(await room.Of(work));
        return new([.. steps.OrderBy(step => step.Order)]);
    }
}

/// <summary>What to set up or try first.</summary>
/// <param name="Items">In the order in which one would take them.</param>
public sealed record FirstSteps(IReadOnlyList<FirstStep> Items);
