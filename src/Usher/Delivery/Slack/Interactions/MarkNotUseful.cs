using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Calls;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>Somebody says that a note was of no use to them: once for each person and note.</summary>
public sealed class NoteMark : ICustomerOwned, IUnlocked
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The note's delivery.</summary>
    public required Guid DeliveryId { get; init; }

    /// <summary>Who says so.</summary>
    public required Guid UserId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<NoteMark>
    {
        public void Configure(EntityTypeBuilder<NoteMark> mark) =>
            mark.ToTable("note_marks").HasKey(m => new { m.CustomerId, m.DeliveryId, m.UserId });
    }
}

/// <summary>Says that a note is of no use; about a call that one sees, and in no entry: it would tell who reads what.</summary>
/// <param name="Delivery">The note's delivery.</param>
public sealed record MarkNotUseful(Guid Delivery) : Change<CallDelivery, Nothing>, IUntold
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<CallDelivery>?> Find(Work work) => SentNote.Find(work, Delivery);

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, CallDelivery found)
    {
        var me = work.Actor.Id;
        if (!await work.Db.Set<NoteMark>().AnyAsync(m => m.DeliveryId == Delivery && m.UserId == me))
            work.Db.Add(new NoteMark { DeliveryId = Delivery, UserId = me });
        return Nothing.Value;
    }
}

/// <summary>A note that was sent, of a call that the caller sees: any other is like one that does not exist.</summary>
internal static class SentNote
{
    public static async Task<Found<CallDelivery>?> Find(Work work, Guid id) =>
        await work.Db.Set<CallDelivery>().FirstOrDefaultAsync(d => d.Id == id && d.State == DeliveryState.Sent) is { } delivery
            && await FindCalls.Seen(work, delivery.CallId) is { } call
            ? new(call.Target, delivery)
            : null;
}

/// <summary>
/// How many notes of a team were marked as not useful in the last 30 days: numbers for those who configure its notes, without a word of what
/// they were about, and none while fewer than five people have marked any.
/// </summary>
/// <param name="Team">The team.</param>
public sealed record ViewNoteFeedback(Guid Team) : Query<Team, NoteFeedback>
{
    private const int FewestPeople = 5;

    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override Permission Needs => Permission.NotificationConfigure;

    /// <inheritdoc/>
    public override Task<Found<Team>?> Find(Work work) => OneTeam.Find(work, Team);

    /// <inheritdoc/>
    public override async Task<NoteFeedback> Run(Work work, Team found)
    {
        var since = work.Now - Lately;
        var marks = work.Db.Set<NoteMark>().Where(m =>
            work.Db.Set<CallDelivery>().Any(d => d.Id == m.DeliveryId && d.TeamId == Team && d.At > since));
        return await marks.Select(m => m.UserId).Distinct().CountAsync() < FewestPeople
            ? new(null)
            : new(await marks.Select(m => m.DeliveryId).Distinct().CountAsync());
    }
}

/// <summary>How a team's notes are liked.</summary>
/// <param name="NotUseful">How many notes of the last 30 days somebody marked as not useful; null: fewer than five people marked any.</param>
public sealed record NoteFeedback(int? NotUseful);
