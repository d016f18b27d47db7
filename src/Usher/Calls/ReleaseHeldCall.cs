using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>The owner releases a call that was held: now it is open to those of rule 12, who are notified.</summary>
public sealed record ReleaseHeldCall(Guid Id) : Change<Call, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallDelete;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call found) => Task.FromResult<Refusal?>(found.Held ? null : new CallIsNotHeld());

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Call found)
    {
        found.Held = false;
        var teams = await work.Db.Set<CallTeam>().Where(t => t.CallId == Id).Select(t => t.TeamId).ToListAsync();
        foreach (var reader in CallVisibility.ReadersOf(new() { Id = Id, Owner = found.OwnerId, Teams = teams }))
            if (reader.Ground != Ground.Owner) work.Db.Add(CallReader.Of(reader, Id, found.Start));
        work.Publish(new CallStored(Id));
        return Nothing.Value;
    }
}
