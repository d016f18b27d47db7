using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Calls;

/// <summary>
/// A stored call. Title, account, owner and times are content: the audit trail names a call by its opaque id and says nothing else of it
/// (rule 12). What was said is in <see cref="Transcript"/>, who can see it in <see cref="CallReader"/>.
/// </summary>
public sealed class Call : ICustomerOwned
{
    /// <summary>The call's opaque id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>The user named by the recorder as host.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The account in the CRM, as the recorder wrote it.</summary>
    public string? Account { get; init; }

    /// <summary>The account in lower case: what lists filter by.</summary>
    public string? AccountKey { get; init; }

    /// <summary>How many turns its transcript has.</summary>
    public required int Turns { get; init; }

    /// <summary>Held as sensitive: nobody but its owner opens it (rule 19).</summary>
    [Audited]
    public bool Held { get; set; }

    /// <summary>The class of what made it look sensitive (personnel, health, legal…); null when nothing did.</summary>
    [Audited]
    public string? Sensitive { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset Stored { get; init; }

    /// <summary>When its transcript was deleted by the organization's retention; null: it is there.</summary>
    [Audited]
    public DateTimeOffset? TranscriptDeleted { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Call>
    {
        public void Configure(EntityTypeBuilder<Call> call)
        {
            call.ToTable("calls").HasKey(c => c.Id);
            call.HasIndex(c => new { c.CustomerId, c.OwnerId, c.Start });
            call.HasIndex(c => new { c.CustomerId, c.Stored }).HasFilter("transcript_deleted IS NULL");
        }
    }
}

/// <summary>A team its owner was in when the call came (rule 12).</summary>
public sealed class CallTeam : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The team.</summary>
    public required Guid TeamId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallTeam>
    {
        public void Configure(EntityTypeBuilder<CallTeam> team) =>
            team.ToTable("call_teams").HasKey(t => new { t.CustomerId, t.CallId, t.TeamId });
    }
}

/// <summary>Someone who was invited to or present in a call. Attending gives no access to it (rule 12).</summary>
public sealed class CallAttendee : ICustomerOwned, IDerived
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The position in the recorder's list, from zero.</summary>
    public required int Place { get; init; }

    /// <summary>The name as the recorder wrote it.</summary>
    public required string Name { get; init; }

    /// <summary>The e-mail address in lower case; null when the recorder knew none.</summary>
    public string? Email { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallAttendee>
    {
        public void Configure(EntityTypeBuilder<CallAttendee> attendee) =>
            attendee.ToTable("call_attendees").HasKey(a => new { a.CustomerId, a.CallId, a.Place });
    }
}

/// <summary>The owner's leave to one colleague to see the call for a while.</summary>
public sealed class CallShare : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The colleague.</summary>
    public required Guid UserId { get; init; }

    /// <summary>From this instant they see it no more.</summary>
    [Audited]
    public required DateTimeOffset Until { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallShare>
    {
        public void Configure(EntityTypeBuilder<CallShare> share) =>
            share.ToTable("call_shares").HasKey(s => new { s.CustomerId, s.CallId, s.UserId });
    }
}

/// <summary>A call opened to troubleshoot, with the reason that its owner is shown (rule 13).</summary>
public sealed class CallOpening : ICustomerOwned
{
    /// <summary>The opening's id.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Who opened it.</summary>
    [Audited]
    public required Guid UserId { get; init; }

    /// <summary>Why, in their words; written to the audit entry as its note.</summary>
    public required string Reason { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>From this instant it is closed again.</summary>
    [Audited]
    public required DateTimeOffset Until { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallOpening>
    {
        public void Configure(EntityTypeBuilder<CallOpening> opening)
        {
            opening.ToTable("call_openings").HasKey(o => o.Id);
            opening.HasIndex(o => new { o.CustomerId, o.UserId, o.Until });
            opening.HasIndex(o => new { o.CustomerId, o.CallId });
        }
    }
}

/// <summary>An integration was shown a call, by itself or in a list: shown on the call to everyone who sees it (rule 17).</summary>
public sealed class MachineRead : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The integration user.</summary>
    [Audited]
    public required Guid IntegrationUserId { get; init; }

    /// <summary>When it was shown the call first.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MachineRead>
    {
        public void Configure(EntityTypeBuilder<MachineRead> read) =>
            read.ToTable("machine_reads").HasKey(r => new { r.CustomerId, r.CallId, r.IntegrationUserId });
    }
}

/// <summary>
/// A user has read a call. It is not recorded: an entry in the audit trail would say who reads what, and when (rule 12).
/// </summary>
public sealed class CallRead : ICustomerOwned, IUnlocked
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The reader.</summary>
    public required Guid UserId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>When they read it first.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallRead>
    {
        public void Configure(EntityTypeBuilder<CallRead> read) =>
            read.ToTable("call_reads").HasKey(r => new { r.CustomerId, r.UserId, r.CallId });
    }
}
