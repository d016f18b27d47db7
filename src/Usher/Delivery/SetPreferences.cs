using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Changes of which calls one is told, and how.</summary>
/// <param name="Wanted">All of it.</param>
public sealed record SetPreferences(PreferenceView Wanted) : Change<Nothing, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Nothing found)
    {
        var said = await OwnPreference.ToChange(work);
        said.OwnCalls = Wanted.OwnCalls;
        said.TeamCalls = Wanted.TeamCalls;
        said.SharedCalls = Wanted.SharedCalls;
        said.SlackMessages = Wanted.SlackMessages;
        return Nothing.Value;
    }
}
