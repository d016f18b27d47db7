namespace Usher.Access;

/// <summary>A principal that a call is open to, and why.</summary>
/// <param name="Principal">The id of a user, a team or a channel.</param>
/// <param name="Ground">Owner, Team, Channel or Shared.</param>
/// <param name="Until">From this instant it is open no more; null: no end.</param>
public readonly record struct Reader(Guid Principal, Ground Ground, DateTimeOffset? Until);

/// <summary>
/// Rule 12, written once: a call has readers, a viewer counts as principals, and sees the call when one is among the other.
/// The readers of a call are also the rows of the table that lists are read from.
/// </summary>
public static class CallVisibility
{
    /// <summary>
    /// Who can see a call, strongest reason first: its owner; and unless it is held (rule 19) its teams, the channels it went to, those it
    /// was shared with.
    /// </summary>
    public static Readers ReadersOf(CallFacts call) => new(call);

    /// <summary>
    /// The principals a user counts as: themselves, the teams they are in now, the private channels they are in now and did not configure.
    /// An integration user counts as the teams that its scope and its key name (rule 17). Empty for everyone else.
    /// </summary>
    public static ReadOnlySpan<Guid> Principals(Actor viewer) =>
        viewer.Kind == ActorKind.IntegrationUser ? viewer.ScopeTeams.GetValueOrDefault().Ids : viewer.ReadsAs.Ids;

    /// <summary>Whether the actor may read the call's summary at this time.</summary>
    public static bool IsVisible(Actor actor, CallFacts call, DateTimeOffset now) =>
        Authorizer.Decide(actor, Permission.CallView, new() { Exists = true, Customer = actor.Home, Call = call }, now).Allowed;

    /// <summary>Everyone who sees the call at this time without having opened it to troubleshoot, and why.</summary>
    public static IEnumerable<(Actor Viewer, Ground Why)> Viewers(CustomerSnapshot customer, CallFacts call, DateTimeOffset now) =>
        from user in customer.Users
        let decision = Authorizer.Decide(user, Permission.CallView, new() { Exists = true, Customer = customer, Call = call }, now)
        where decision.Allowed && decision.Ground != Ground.Opened
        select (user, decision.Ground);

    /// <summary>
    /// Whether calls that the actor opened to troubleshoot are open to them: while they still have the permission (rule 13).
    /// </summary>
    public static bool SeesWhatTheyOpened(Actor actor, DateTimeOffset now) => actor.ReachOf(Permission.CallTroubleshoot, now) != Reach.None;

    /// <summary>What opens the call to the actor at this time: Owner, Team, Channel, Shared or Opened; None when it is invisible.</summary>
    internal static Ground Sight(Actor actor, CallFacts call, DateTimeOffset now)
    {
        foreach (var reader in ReadersOf(call))
            if (actor.ReadsAs.Has(reader.Principal) && Actor.Lasts(reader.Until, now)) return reader.Ground;

        // Rule 13: for an hour, and only while one still has the permission that opened it.
        return !call.Held && Opening.Covers(call.OpenedBy, actor.Id, now) && SeesWhatTheyOpened(actor, now)
            ? Ground.Opened
            : Ground.None;
    }

    /// <summary>Whether access to a call on this ground includes its whole transcript.</summary>
    internal static bool IncludesTranscript(TranscriptAudience audience, Ground sight) => audience switch
    {
        TranscriptAudience.AllWhoSee => sight != Ground.None,
        TranscriptAudience.OwnerAndTeams => sight is Ground.Owner or Ground.Team,
        _ => sight == Ground.Owner,
    };
}

/// <summary>The readers of a call, one after another; allocates nothing.</summary>
public struct Readers
{
    private readonly CallFacts _call;
    private int _next = -1;

    internal Readers(CallFacts call) => _call = call;

    /// <summary>The reader reached.</summary>
    public Reader Current { get; private set; }

    /// <summary>Itself.</summary>
    public readonly Readers GetEnumerator() => this;

    /// <summary>Goes to the next reader; false when there is none.</summary>
    public bool MoveNext()
    {
        var at = _next++;
        if (at < 0)
        {
            Current = new(_call.Owner, Ground.Owner, null);
            return true;
        }

        if (_call.Held) return false;
        if (at < _call.Teams.Count)
        {
            Current = new(_call.Teams[at], Ground.Team, null);
            return true;
        }

        at -= _call.Teams.Count;
        if (at < _call.Channels.Count)
        {
            Current = new(_call.Channels[at], Ground.Channel, null);
            return true;
        }

        at -= _call.Channels.Count;
        if (at >= _call.SharedWith.Count) return false;
        Current = new(_call.SharedWith[at].User, Ground.Shared, _call.SharedWith[at].Until);
        return true;
    }
}
