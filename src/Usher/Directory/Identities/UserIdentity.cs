using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
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

/// <summary>Somebody who keeps the directory thinks that an identity is a user's; it counts for nothing until they prove it.</summary>
public sealed class IdentityProposal : ICustomerOwned
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose it may be.</summary>
    [Audited]
    public required Guid UserId { get; init; }

    /// <inheritdoc cref="UserIdentity.Kind"/>
    [Audited]
    public required IdentityKind Kind { get; init; }

    /// <inheritdoc cref="UserIdentity.System"/>
    [Audited]
    public required string System { get; init; }

    /// <summary>The Slack user's id; the host's address. Nobody knows yet whose it is: it may be an outsider's.</summary>
    public required string External { get; init; }

    /// <summary>What they are called there.</summary>
    public required string Label { get; init; }

    /// <summary>Who proposes it.</summary>
    [Audited]
    public required Guid By { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<IdentityProposal>
    {
        public void Configure(EntityTypeBuilder<IdentityProposal> proposal)
        {
            proposal.ToTable("identity_proposals").HasKey(p => p.Id);
            proposal.HasIndex(p => new { p.CustomerId, p.Kind, p.System, p.External }).IsUnique();
            proposal.HasIndex(p => new { p.CustomerId, p.UserId });
            proposal.Property(p => p.External).HasMaxLength(254);
            proposal.Property(p => p.System).HasMaxLength(100);
        }
    }
}

/// <summary>
/// An address that a recorder named as host of a call that was refused for want of an owner: that it was named, the day it was last, and
/// nothing of the call. Forgotten after 30 days.
/// </summary>
public sealed class UnmatchedHost : ICustomerOwned, IDerived
{
    /// <summary>How many a customer keeps.</summary>
    private const int Most = 200;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The address, in lower case.</summary>
    public required string Address { get; init; }

    /// <summary>The day, in UTC, at its beginning.</summary>
    public required DateTimeOffset Day { get; set; }

    /// <summary>Notes the addresses among those that a recorder named.</summary>
    internal static async Task Note(Work work, IEnumerable<string> hosts)
    {
        var addresses = hosts.Select(Inputs.Email).OfType<string>().Take(3).ToList();
        var known = await work.Db.Set<UnmatchedHost>().Where(h => addresses.Contains(h.Address)).ToListAsync();
        var day = new DateTimeOffset(work.Now.UtcDateTime.Date, TimeSpan.Zero);
        foreach (var host in known) host.Day = day;
        var added = addresses.Except(known.Select(h => h.Address)).ToList();
        if (added.Count == 0 || await work.Db.Set<UnmatchedHost>().CountAsync() >= Most) return;
        work.Db.AddRange(added.Select(address => new UnmatchedHost { Address = address, Day = day }));
    }

    internal sealed class Configuration : IEntityTypeConfiguration<UnmatchedHost>
    {
        public void Configure(EntityTypeBuilder<UnmatchedHost> host)
        {
            host.ToTable("unmatched_hosts").HasKey(h => new { h.CustomerId, h.Address });
            host.HasIndex(h => h.Day);
            host.Property(h => h.Address).HasMaxLength(254);
        }
    }

    internal sealed class Forgetting : IForget
    {
        public async Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct)
        {
            var old = now - Kept;
            await db.Set<UnmatchedHost>().IgnoreQueryFilters().Where(h => h.Day < old).ExecuteDeleteAsync(ct);
        }
    }
}
