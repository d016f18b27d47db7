using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>Where somebody is known by another name than their address here.</summary>
public enum IdentityKind
{
    /// <summary>A member of a Slack workspace.</summary>
    Slack,

    /// <summary>The host of calls, as a recorder names them: by an e-mail address.</summary>
    Recorder,
}

/// <summary>
/// What a user is known by in Slack or at a recorder, because they proved control of it (rule 26). Where Slack or the recorder names the
/// user's own verified address there is no such row: the match counts by itself, as long as it is one.
/// </summary>
public sealed class UserIdentity : ICustomerOwned
{
    /// <summary>How many one user can have.</summary>
    public const int Most = 10;

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose it is.</summary>
    [Audited]
    public required Guid UserId { get; init; }

    /// <summary>Slack or recorder.</summary>
    [Audited]
    public required IdentityKind Kind { get; init; }

    /// <summary>The Slack workspace's id: in another workspace it counts for nothing. Empty for recorders.</summary>
    [Audited]
    public required string System { get; init; }

    /// <summary>The Slack user's id; the host's address in lower case.</summary>
    [Audited]
    public required string External { get; init; }

    /// <summary>What they were called there when it was set.</summary>
    public required string Label { get; init; }

    /// <summary>Since when it counts: of what came before, it gives nothing.</summary>
    [Audited]
    public required DateTimeOffset Since { get; init; }

    /// <summary>In a sentence.</summary>
    internal string Words => WordsOf(Kind, Label);

    internal static string WordsOf(IdentityKind kind, string label) =>
        kind == IdentityKind.Slack ? $"the Slack account “{label}”" : $"the recorder address {label}";

    /// <summary>
    /// Ends it at once, without waiting for Slack: their place in channels that they were known in by it is a stranger's until the channel
    /// is read again.
    /// </summary>
    internal static async Task Remove(Work work, UserIdentity identity)
    {
        work.Db.Remove(identity);
        work.Concerns(identity.UserId);
        work.Publish(new IdentityChanged(identity.Kind, identity.External));
        if (identity.Kind != IdentityKind.Slack) return;
        var members = await work.Db.Set<ChannelMember>().Where(m => m.UserId == identity.UserId && m.ByIdentity).ToListAsync();
        var ids = members.ConvertAll(m => m.ChannelId);
        foreach (var channel in await work.Db.Channels.Where(c => ids.Contains(c.Id)).ToListAsync())
        {
            channel.Guests++;
            channel.Problem ??= ChannelProblem.HasUnmapped;
            if (channel.Problem == ChannelProblem.HasConfigurer) channel.Problem = ChannelProblem.HasUnmapped;
        }

        work.Db.RemoveRange(members);
    }

    internal sealed class Configuration : IEntityTypeConfiguration<UserIdentity>
    {
        public void Configure(EntityTypeBuilder<UserIdentity> identity)
        {
            identity.ToTable("user_identities").HasKey(i => i.Id);
            identity.Ignore(i => i.Words);
            identity.HasIndex(i => new { i.CustomerId, i.Kind, i.System, i.External }).IsUnique();
            identity.HasIndex(i => new { i.CustomerId, i.UserId });
            identity.Property(i => i.External).HasMaxLength(254);
            identity.Property(i => i.System).HasMaxLength(100);
        }
    }
}

/// <summary>An identity was set or ended: who is in channels is read again, and what is shown to them there.</summary>
/// <param name="Kind">Slack or recorder.</param>
/// <param name="External">The Slack user's id or the host's address.</param>
public sealed record IdentityChanged(IdentityKind Kind, string External) : IEvent;
