using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>A call is open to whoever troubleshoots it.</summary>
/// <param name="Call">The call.</param>
/// <param name="Until">From this instant it is closed again.</param>
public sealed record OpenedCall(Guid Call, DateTimeOffset Until);

/// <summary>Opens one call of the organization for one hour, with a reason that its owner is shown (rule 13).</summary>
public sealed record TroubleshootCall(Guid Id, string Reason) : Change<Call, OpenedCall>
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallTroubleshoot;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.For(Needs, work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call found) => Task.FromResult<Refusal?>(
        Inputs.Text(Reason)?.Length >= 10
            ? null
            : new Invalid("/reason", "Write your reason in 10 to 500 characters. The owner will see it."));

    /// <inheritdoc/>
    public override Task<OpenedCall> Run(Work work, Call found)
    {
        var opening = new CallOpening
        {
            Id = work.NewId(),
            CallId = Id,
            UserId = work.Actor.Id,
            Reason = Inputs.Text(Reason)!,
            At = work.Now,
            Until = work.Now + OpenFor,
        };
        work.Db.Add(opening);
        work.Note = opening.Reason;
        work.Concerns(Id);
        work.Publish(new CallOpened(Id, opening.Id));
        return Task.FromResult(new OpenedCall(Id, opening.Until));
    }
}
