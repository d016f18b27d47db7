using System.Collections.Frozen;
using Usher.Access;
using Usher.Platform.Jobs;

namespace Usher.Platform;

/// <summary>Something about a person's access changed, or waits for them: they are notified (rules 10, 17, 21).</summary>
/// <param name="Subject">The user to notify; on the platform, the member of staff.</param>
/// <param name="What">The name of a <see cref="Notice"/>.</param>
/// <param name="Until">For a role or level that ends: when; said only if it still ends then.</param>
/// <param name="About">The thing it is about, such as a request or an integration user; null: the person themselves.</param>
/// <param name="Words">Who and what, in a sentence of its own; null: the one of <paramref name="What"/>.</param>
public sealed record AccessChanged(Guid Subject, string What, DateTimeOffset? Until = null, Guid? About = null, string? Words = null)
    : IEvent
{
    /// <summary>When it comes into force; null: now, or when somebody has approved it.</summary>
    public DateTimeOffset? From { get; init; }
}

/// <summary>What an e-mail is about, as far as people choose which ones they get.</summary>
public enum MailTopic
{
    /// <summary>Changes of one's access.</summary>
    Access,

    /// <summary>Steps of the apps that one requested.</summary>
    AppRequests,

    /// <summary>Problems of apps that one configures or answers for.</summary>
    AppProblems,

    /// <summary>Requests that wait for one's decision.</summary>
    Decisions,

    /// <summary>Comments on one's calls, and those that mention one.</summary>
    Comments,

    /// <summary>New calls that one sees.</summary>
    Calls,

    /// <summary>Reports that somebody scheduled to one.</summary>
    Reports,
}

/// <summary>One kind of notice that a room sends to people about their access.</summary>
/// <param name="Name">Its name, for ever: it is kept with the notes in people's inboxes.</param>
/// <param name="Sentence">What its reader reads where the act said nothing more particular.</param>
public sealed record Notice(string Name, string Sentence)
{
    /// <summary>Its reader has no inbox any more, and gets it by e-mail alone.</summary>
    public bool IsFarewell { get; init; }

    /// <summary>
    /// It takes more than a preference, or quiet hours, to keep it out of its reader's e-mail: a role or level may have been removed, a key
    /// or password is known to others.
    /// </summary>
    public bool IsGrave { get; init; }

    /// <summary>Which e-mails it belongs to for those who choose; one that is grave is sent whatever they chose.</summary>
    public MailTopic Topic { get; init; }

    /// <summary>Those that come at about the same time go to one reader in one e-mail.</summary>
    public bool IsGathered { get; init; }

    /// <summary>What it says of the thing that it is about, once it is sent; null: nothing more than its sentence.</summary>
    public Func<Work, AccessChanged, string?>? Says { get; init; }

    /// <summary>Whether it is still so once it is sent; null: it is.</summary>
    public Func<Work, AccessChanged, Task<bool>>? Holds { get; init; }

    /// <summary>Those things that still wait: a note about any other is new to nobody. Null: it is new until it is read.</summary>
    public Func<Work, IQueryable<Guid>>? Open { get; init; }
}

/// <summary>The kinds of notice that a room sends.</summary>
public interface INotices
{
    /// <summary>All of them.</summary>
    IEnumerable<Notice> Kinds { get; }
}

/// <summary>Every kind of notice there is, and how an act sends one.</summary>
public static class Notices
{
    private static readonly Lazy<FrozenDictionary<string, Notice>> Known = new(() =>
        Contributions.Of<INotices>().SelectMany(room => room.Kinds).ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal));

    /// <summary>Every kind, of all rooms.</summary>
    public static IEnumerable<Notice> All => Known.Value.Values;

    /// <summary>The kind by that name; of one that is no more, that something changed.</summary>
    public static Notice Of(string name) => Known.Value.GetValueOrDefault(name) ?? new(name, "Your access changed.");

    extension(Work work)
    {
        /// <summary>Who acts, as a notice names them: to a customer's people the vendor's by no name.</summary>
        internal string Speaker => work.Actor.Kind switch
        {
            ActorKind.PlatformTeam when work.Snapshot is null => "The Platform Team",
            ActorKind.Staff or ActorKind.PlatformTeam when work.Snapshot is not null => "Your vendor's support",
            _ => work.Actor.Name,
        };

        /// <summary>
        /// Notifies a user, once the change is durable: of what, and where it helps about which thing and in which words.
        /// </summary>
        internal void Tell(Guid user, string what, Guid? about = null, string? words = null) =>
            work.Publish(new AccessChanged(user, what, null, about, words));

        /// <summary>Notifies a user when what they were given ends, if it ends then after all; of nothing that does not end.</summary>
        internal void TellOfEnd(Guid user, string what, DateTimeOffset? until)
        {
            if (until is { } then) work.Publish(new AccessChanged(user, what, then), then);
        }

        /// <summary>Notifies every active user of whom this is true, the actor apart.</summary>
        internal void TellThose(Func<Actor, bool> whom, string what, Guid? about = null, string? words = null)
        {
            foreach (var user in work.Customer.Users.Where(u => u.User!.Active && u.Id != work.Actor.Id && whom(u)))
                work.Tell(user.Id, what, about, words);
        }
    }
}
