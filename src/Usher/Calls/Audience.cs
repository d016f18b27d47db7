using Usher.Access;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// Who reads what is answered in a channel (rule 15): the asker and everyone else there. What one of them only opened to troubleshoot is
/// seen by nobody else, and so by no audience.
/// </summary>
/// <param name="Members">The users in the channel.</param>
public sealed record Audience(IReadOnlyList<Guid> Members)
{
    /// <summary>Whether the asker and each of them sees the call.</summary>
    internal bool AllSee(Work work, CallFacts? call) => call is not null && Everyone(work).All(actor => actor is { User.Active: true }
        && Authorizer.Decide(actor, Permission.CallView, Target.Of(work.Customer) with { Call = call }, work.Now)
            is { Allowed: true, Ground: not Ground.Opened });

    /// <summary>Whether each of them may read the call's whole transcript.</summary>
    internal bool AllReadWhole(Work work, CallFacts? call) => call is { TranscriptGone: false } && Everyone(work).All(actor => actor is not null
        && Authorizer.Decide(actor, Permission.CallTranscript, Target.Of(work.Customer) with { Call = call }, work.Now).Allowed);

    private IEnumerable<Actor?> Everyone(Work work) => (work.Actor.Kind == ActorKind.User ? Members.Append(work.Actor.Id) : Members)
        .Distinct().Select(id => work.Customer.User(id));
}
