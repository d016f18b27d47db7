using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// A principal (a person, a team or a channel) that a call is open to. Lists, search, counts and answers are read from here and from
/// nowhere else: a page for each principal of the viewer, merged. What is not in it costs a viewer no time, so its time tells nothing. The
/// rows are those of <see cref="CallVisibility.ReadersOf"/>.
/// </summary>
public sealed class CallReader : ICustomerOwned, IDerived, IHeardBy
{
    /// <summary>The <see cref="Until"/> of what does not end.</summary>
    public static readonly DateTimeOffset NoEnd = DateTimeOffset.MaxValue;

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The id of a user, a team or a channel.</summary>
    public required Guid PrincipalId { get; init; }

    /// <summary>When the call began: what lists are ordered by.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Owner, Team, Channel or Shared.</summary>
    public required Ground Ground { get; init; }

    /// <summary>From this instant it is open no more: every query asks, no job has to come by first.</summary>
    public required DateTimeOffset Until { get; set; }

    internal static CallReader Of(Reader reader, Guid call, DateTimeOffset start) => new()
    {
        PrincipalId = reader.Principal,
        At = start,
        CallId = call,
        Ground = reader.Ground,
        Until = reader.Until ?? NoEnd,
    };

    /// <inheritdoc/>
    public (Guid Listener, Heard What)? HeardBy(EntityState change) =>
        change is EntityState.Modified or EntityState.Deleted ? (PrincipalId, Heard.Calls) : null;

    internal sealed class Configuration : IEntityTypeConfiguration<CallReader>
    {
        public void Configure(EntityTypeBuilder<CallReader> reader)
        {
            reader.ToTable("call_readers").HasKey(r => new { r.CustomerId, r.CallId, r.PrincipalId });
            // Holds all that a list asks of a row, so that the table itself is not touched.
            reader.HasIndex(r => new { r.CustomerId, r.PrincipalId, r.At, r.CallId, r.Until, r.Ground });
        }
    }
}
