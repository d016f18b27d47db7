using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery.Slack;

/// <summary>What somebody pressed in Slack, as far as it changes something here.</summary>
public enum SlackPressed
{
    /// <summary>A note is of no use to them.</summary>
    NotUseful,

    /// <summary>A request for access is approved, as it was asked for.</summary>
    Approve,

    /// <summary>A request for access is declined, with a reason.</summary>
    Decline,
}

/// <summary>
/// A press of a button in Slack, until it is carried out; then it stays for a while, so that the same press, sent again, is not carried out
/// again.
/// </summary>
public sealed class SlackPress : ICustomerOwned, IUnlocked
{
    /// <summary>Its id; also by which what it does is done once.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Who pressed, what and when, as Slack says: of two alike there is one.</summary>
    public required string Key { get; init; }

    /// <summary>What for.</summary>
    public required SlackPressed What { get; init; }

    /// <summary>The delivery or the request that it is about, as the button says: judged when it is carried out.</summary>
    public required Guid About { get; init; }

    /// <summary>Who pressed: their id in Slack.</summary>
    public required string Person { get; init; }

    /// <summary>The conversation where it was pressed; a refusal is shown there.</summary>
    public required string Conversation { get; init; }

    /// <summary>What was written with it; null: nothing, or it is carried out.</summary>
    public string? Text { get; set; }

    /// <summary>Whether it still waits to be carried out.</summary>
    public required bool IsOpen { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<SlackPress>
    {
        public void Configure(EntityTypeBuilder<SlackPress> press)
        {
            press.ToTable("slack_presses").HasKey(p => p.Id);
            press.HasIndex(p => new { p.CustomerId, p.Key }).IsUnique();
            press.HasIndex(p => new { p.CustomerId, p.At });
        }
    }
}

/// <summary>A press as a request brings it.</summary>
/// <param name="Key">Who pressed, what and when.</param>
/// <param name="What">What for.</param>
/// <param name="About">The delivery or the request.</param>
/// <param name="Person">Who.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Text">What was written with it; null: nothing.</param>
internal sealed record HeardPress(string Key, SlackPressed What, Guid About, string Person, string Conversation, string? Text = null)
{
    /// <summary>Keeps it to be carried out, unless it is kept already.</summary>
    public async Task<bool> Keep(Work work)
    {
        var presses = work.Db.Set<SlackPress>();
        if (await presses.AnyAsync(p => p.Key == Key)) return false;
        var press = new SlackPress { Id = work.NewId(), Key = Key, What = What, About = About, Person = Person, Conversation = Conversation,
            Text = Text, IsOpen = true, At = work.Now };
        work.Db.Add(press);
        work.Enqueue(new DoSlackPress(press.Id));
        return true;
    }
}

/// <summary>Forgets presses of which Slack repeats none any more.</summary>
internal sealed class ForgetPresses : IForget
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public async Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct)
    {
        var old = now - Kept;
        await db.Set<SlackPress>().IgnoreQueryFilters().Where(p => p.At < old).ExecuteDeleteAsync(ct);
    }
}
