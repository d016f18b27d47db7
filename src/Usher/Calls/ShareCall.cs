using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>There is no such colleague.</summary>
public sealed record NoSuchColleague() : Refusal("No active user in your organization has this e-mail address.");

/// <summary>A held call is for its owner alone.</summary>
public sealed record CallIsHeld() : Refusal("This call is held because it looks sensitive. Release it before you share it.");

/// <summary>The owner lets one colleague see a call for a while.</summary>
public sealed record ShareCall(Guid Id, string With, DateTimeOffset Until) : Change<Call, Nothing>
{
    private const int MostDays = 90;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallShare;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call found)
    {
        Refusal? refusal = Until <= work.Now || Until > work.Now.AddDays(MostDays)
            ? new Invalid("/until", $"Choose a time in the future, at most {MostDays} days from now.")
            : found.Held ? new CallIsHeld()
            : Colleague(work) is not { } colleague ? new NoSuchColleague()
            : colleague.Id == work.Actor.Id ? new Invalid("/with", "This is your own call.")
            : null;
        return Task.FromResult(refusal);
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Call found)
    {
        var colleague = Colleague(work)!.Id;
        var share = await work.Db.Set<CallShare>().FirstOrDefaultAsync(s => s.CallId == Id && s.UserId == colleague);
        var reader = await work.Db.Set<CallReader>().FirstOrDefaultAsync(r => r.CallId == Id && r.PrincipalId == colleague);
        // A longer or shorter time is no news to them.
        var isNew = share is null || share.Until <= work.Now;
        if (share is null) work.Db.Add(new CallShare { CallId = Id, UserId = colleague, Until = Until });
        else share.Until = Until;
        if (reader is null) work.Db.Add(CallReader.Of(new(colleague, Ground.Shared, Until), Id, found.Start));
        else reader.Until = Until;
        if (isNew) work.Publish(new CallShared(Id, colleague));
        return Nothing.Value;
    }

    private Actor? Colleague(Work work)
    {
        var address = Inputs.Address(With ?? "");
        var user = Guid.TryParse(address, out var id) ? work.Customer.User(id) : work.Customer.User(address);
        return user is { User.Active: true } ? user : null;
    }
}
