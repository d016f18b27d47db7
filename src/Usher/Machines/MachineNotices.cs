using Usher.Platform;

namespace Usher.Machines;

/// <summary>What people read about integration users and keys.</summary>
public sealed class MachineNotices : INotices
{
    /// <summary>An integration may read the calls of a team of theirs.</summary>
    public const string TeamReadByMachine = "team-read-by-machine";

    /// <summary>They are accountable for an integration user.</summary>
    public const string OwnsIntegrationUser = "owns-integration-user";

    /// <summary>A key of theirs, or of an integration user they are accountable for, was seen where others can read it.</summary>
    public const string KeyLeaked = "key-leaked";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(TeamReadByMachine, "An integration user will be able to read the calls of one of your teams once it is approved.")
        {
            Says = (work, told) => told.About is { } about && work.Snapshot?.IntegrationUser(about) is { } reader
                ? $"The integration user {reader.Name} will be able to read the calls of one of your teams " +
                    $"{(told.From is { } from ? $"from {from:d MMMM, HH:mm} UTC" : "once it is approved")}."
                : null,
        },
        new(OwnsIntegrationUser, "You now own an integration user."),
        new(KeyLeaked, "One of your keys was sent in a URL, where others can read it, and was revoked. Make a new one.") { IsGrave = true },
    ];
}
