using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Directory;

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
