using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>
/// A Home tab with something in it: whoever opened it sees what was put there until something else is. It is watched for a day; then it is
/// emptied, and filled again when it is opened.
/// </summary>
public sealed class SlackHome : ICustomerOwned, IUnlocked
{
    /// <summary>How long after it was opened it is kept as it should be.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose it is: their id in Slack.</summary>
    public required string Person { get; init; }

    /// <summary>The user whose confirmed address theirs was when they last opened it; null: nobody's here.</summary>
    public Guid? UserId { get; set; }

    /// <summary>When it was last opened.</summary>
    public required DateTimeOffset Opened { get; set; }

    /// <summary>When Slack said last whose address theirs is, and that they are no guest.</summary>
    public DateTimeOffset? Known { get; set; }

    /// <summary>SHA-256 of what is in it, in hexadecimal; null: nobody knows.</summary>
    public string? Shown { get; set; }

    /// <summary>Until when something is being put there, and nothing else is; null: nothing is.</summary>
    public DateTimeOffset? Publishing { get; set; }

    /// <summary>It was opened: it is filled, and watched from now on.</summary>
    internal static async Task<bool> Open(Work work, string person)
    {
        if (await work.Db.Set<SlackHome>().FirstOrDefaultAsync(h => h.Person == person) is { } home) home.Opened = work.Now;
        else work.Db.Add(new SlackHome { Person = person, Opened = work.Now });
        work.Enqueue(new FillHome(person));
        if (!await work.Db.Set<Job>().AnyAsync(j => j.CustomerId == work.Db.CustomerId && j.Kind == Access.StoredNames.Of<WatchHomes>() && j.Failed == null))
            work.Enqueue(new WatchHomes(), work.Now + WatchHomes.Every);
        return true;
    }

    /// <summary>Tabs with something in them are watched, for as long as there are any.</summary>
    internal static async Task<bool> Watch(Work work)
    {
        if (!await work.Db.Set<SlackHome>().AnyAsync()) return false;
        work.Enqueue(new WatchHomes(), work.Now + WatchHomes.Every);
        return true;
    }

    /// <summary>Something about somebody changed in Slack: whether their tab is still for them is asked again.</summary>
    internal static async Task AskAgain(Work work, string person)
    {
        if (await work.Db.Set<SlackHome>().AnyAsync(h => h.Person == person)) work.Enqueue(new FillHome(person));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<SlackHome>
    {
        public void Configure(EntityTypeBuilder<SlackHome> home) =>
            home.ToTable("slack_homes").HasKey(h => new { h.CustomerId, h.Person });
    }
}

/// <summary>Somebody opened their Home tab.</summary>
/// <param name="Person">Their id in Slack.</param>
public sealed record FillHome(string Person) : IJob;

/// <summary>What is in the Home tabs is to be held against what their owners may see, again and again while there are any.</summary>
public sealed record WatchHomes : IJob, IRecurring
{
    /// <summary>How long from one time to the next: what became invisible is gone from a Home tab within a minute.</summary>
    public static TimeSpan Every => TimeSpan.FromSeconds(30);
}
