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

/// <summary>One's own preferences.</summary>
public sealed record ViewPreferences : Query<Actor, PreferenceView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) =>
        Task.FromResult<Found<Actor>?>(new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, work.Actor));

    /// <inheritdoc/>
    public override async Task<PreferenceView> Run(Work work, Actor found) =>
        new((await work.Db.Set<Preference>().FirstOrDefaultAsync(p => p.UserId == found.Id))?.SlackMessages ?? true);
}

/// <summary>Changes one's own preferences.</summary>
public sealed record SetPreferences(bool SlackMessages) : Change<Actor, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PreferenceEdit;

    /// <inheritdoc/>
    public override Task<Found<Actor>?> Find(Work work) =>
        Task.FromResult<Found<Actor>?>(new(Target.Of(work.Customer) with { Subject = work.Actor.Id }, work.Actor));

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Actor found)
    {
        var preference = await work.Db.Set<Preference>().FirstOrDefaultAsync(p => p.UserId == found.Id);
        if (preference is null) work.Db.Add(preference = new Preference { UserId = found.Id });
        preference.SlackMessages = SlackMessages;
        return Nothing.Value;
    }
}
