using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>What a user wants to be told, and how. Without a row: everything.</summary>
public sealed class Preference : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The user.</summary>
    public required Guid UserId { get; init; }

    /// <summary>Whether their own calls are announced to them by direct message in Slack, where the team wants it.</summary>
    [Audited]
    public bool SlackMessages { get; set; } = true;

    internal sealed class Configuration : IEntityTypeConfiguration<Preference>
    {
        public void Configure(EntityTypeBuilder<Preference> preference) =>
            preference.ToTable("preferences").HasKey(p => new { p.CustomerId, p.UserId });
    }
}

/// <summary>One's own preferences as one sees them.</summary>
/// <param name="SlackMessages">Whether one's own calls are announced by direct message in Slack.</param>
public sealed record PreferenceView(bool SlackMessages);
