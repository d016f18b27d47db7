using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// A new Organization Admin where the last one was lost (rule 11): proposed by staff, confirmed by a Customer Admin or on the host, announced,
/// and done a day later.
/// </summary>
public sealed class Replacement : ICustomerOwned, IRevised
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Who would be Organization Admin.</summary>
    [Audited]
    public required Guid PersonId { get; init; }

    /// <summary>The member of staff who proposes them.</summary>
    [Audited]
    public required Guid ProposerId { get; init; }

    /// <summary>Why, in the proposer's words.</summary>
    [Audited]
    public string? Note { get; init; }

    /// <summary>The Customer Admin who confirmed it; the empty id: the Platform Team on the host. Null: nobody yet.</summary>
    [Audited]
    public Guid? ConfirmedBy { get; set; }

    /// <summary>When it takes effect; null: it is not confirmed yet.</summary>
    [Audited]
    public DateTimeOffset? TakesEffect { get; set; }

    /// <summary>Its state; declined is what could not take effect.</summary>
    [Audited]
    public RequestState State { get; set; }

    /// <summary>Who withdrew it; null: nobody.</summary>
    [Audited]
    public Guid? DecidedBy { get; set; }

    /// <summary>When it took effect, lapsed or was withdrawn.</summary>
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Why it could not take effect, or was withdrawn.</summary>
    [Audited]
    public string? Answer { get; set; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <inheritdoc/>
    public int Revision { get; private set; }

    /// <summary>The one that waits; null: none does.</summary>
    internal static Task<Replacement?> Waiting(Work work) => work.Db.Set<Replacement>().FirstOrDefaultAsync(r => r.State == RequestState.Open);

    /// <summary>What prevents making this person Organization Admin now; null: nothing.</summary>
    internal static async Task<Refusal?> Against(Work work, User row, Actor facts)
    {
        var happened = await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.HadOrganizationAdmin);
        return GrantRules.Replace(facts, happened, !row.AddedByStaff || row.Accepted is not null, work.Now);
    }

    /// <summary>The person it is about; null: the customer has no such user any more.</summary>
    internal Task<Found<Person>?> Person(Work work) => Usher.Directory.Person.Find(work, PersonId);

    /// <summary>Confirms it: everyone concerned reads who becomes Organization Admin, and when.</summary>
    internal void Confirm(Work work, Guid by, string confirmer)
    {
        (ConfirmedBy, TakesEffect) = (by, work.Now + NoticeWords.Ahead);
        work.Concerns(PersonId);
        work.Enqueue(new CarryOutReplacement(Id), TakesEffect);
        var name = work.Customer.User(PersonId)?.Name;
        var words = $"{name} becomes Organization Admin on {NoticeWords.At(TakesEffect.Value)}: your vendor's support proposed it, {confirmer} confirmed it. "
            + "Customer Admins can withdraw it until then.";
        Announce(work, words);
        TellProposer(work, words);
    }

    /// <summary>Ends it, and notifies those who read that it was announced, or proposed.</summary>
    internal void Close(Work work, RequestState state, string? answer, string words)
    {
        (State, DecidedAt, Answer) = (state, work.Now, answer);
        if (work.Actor.Kind != ActorKind.System) DecidedBy = work.Actor.Id;
        work.Concerns(PersonId);
        if (TakesEffect is not null) Announce(work, words);
        else work.TellThose(user => user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin, DirectoryNotices.Replacement, Id, words);
        TellProposer(work, words);
    }

    private void TellProposer(Work work, string words)
    {
        if (ProposerId != work.Actor.Id)
            work.PublishOnPlatform(new AccessChanged(ProposerId, DirectoryNotices.Replacement, null, Id, $"{work.Customer.Facts.Slug}: {words}"));
    }

    /// <summary>Notifies everyone with a role above Default User, and the person themselves (rule 11).</summary>
    private void Announce(Work work, string words) => work.TellThose(user => user.Id == PersonId
        || user.InsightsRole(work.Now) > InsightsRole.DefaultUser || user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin,
        DirectoryNotices.Replacement, Id, words);

    internal sealed class Configuration : IEntityTypeConfiguration<Replacement>
    {
        public void Configure(EntityTypeBuilder<Replacement> replacement)
        {
            replacement.ToTable("organization_admin_replacements").HasKey(r => r.Id);
            replacement.HasIndex(r => new { r.CustomerId, r.State, r.Id });
        }
    }
}

/// <summary>A replacement as the thing that an act is about: its person cannot act on it (rule 11: never themselves).</summary>
internal static class OneReplacement
{
    public static async Task<Found<Replacement>?> Find(Work work, Guid id) =>
        await work.Db.Set<Replacement>().FirstOrDefaultAsync(r => r.Id == id) is { } found
            ? new(Target.Of(work.Customer) with { Subject = found.PersonId }, found)
            : null;
}
