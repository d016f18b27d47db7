using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Retention;

/// <summary>How long transcripts of a team's calls are kept, instead of the default.</summary>
/// <param name="Team">The team.</param>
/// <param name="Days">Days after a call was stored; null: kept.</param>
public sealed record TeamDays(Guid Team, int? Days);

/// <summary>
/// Sets how long transcripts are kept, as a whole. What deletes any sooner is confirmed with the preview of exactly that.
/// </summary>
/// <param name="Days">The organization's default, 30 to 3,650; null: kept.</param>
/// <param name="ByTeam">The teams that set something else; all others keep to the default.</param>
/// <param name="Confirms">The preview's confirmation; null where nothing is deleted sooner.</param>
public sealed record EditRetention(int? Days, IReadOnlyList<TeamDays> ByTeam, string? Confirms = null) : Change<TranscriptRetention?, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override async Task<Found<TranscriptRetention?>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<TranscriptRetention>().FirstOrDefaultAsync());

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, TranscriptRetention? found)
    {
        if (Unreadable(work.Customer, Days, ByTeam) is { } invalid) return invalid;
        if (work.Caller.IfMatch is { } seen && seen != (found?.Revision ?? 0)) return new SomeoneChangedThis();
        if ((await RetentionPreview.Of(work, Days, ByTeam)).Confirms is { } shown
            && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(Confirms ?? "")))
            return Confirms is null ? new PreviewFirst() : new RetentionPreviewChanged();
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, TranscriptRetention? found)
    {
        var before = await RetentionLimits.Read(work.Db);
        var after = new RetentionLimits(Days, ByTeam.ToDictionary(t => t.Team, t => t.Days));
        if (found is null) work.Db.Add(found = new TranscriptRetention { CustomerId = work.Db.CustomerId, Since = work.Now });
        var rows = await work.Db.Set<TeamRetention>().ToDictionaryAsync(t => t.TeamId);
        // A team that goes back to a shorter default has owners who were never notified of that one.
        if (RetentionLimits.IsShorter(Days, before.Days)
            || before.Teams.Keys.Any(team => !after.Teams.ContainsKey(team) && RetentionLimits.IsShorter(Days, before.Of(team)))) found.Since = work.Now;
        found.Days = Days;
        foreach (var (team, days) in after.Teams)
        {
            if (!rows.Remove(team, out var row)) work.Db.Add(row = new TeamRetention { TeamId = team, Since = found.Since });
            if (RetentionLimits.IsShorter(days, before.Of(team))) row.Since = work.Now;
            row.Days = days;
        }

        work.Db.RemoveRange(rows.Values);
        found.Round++;
        work.Concerns(work.Db.CustomerId);
        work.Enqueue(new DeleteTranscripts(found.Round));
        return Nothing.Value;
    }

    /// <summary>The refusal of days or teams that are none; null: they are readable.</summary>
    internal static Refusal? Unreadable(CustomerSnapshot customer, int? days, IReadOnlyList<TeamDays> teams)
    {
        var sentence = $"Enter {TranscriptRetention.Fewest} to {TranscriptRetention.Most:N0} days, or leave it out to keep transcripts.";
        if (IsNone(days)) return new Invalid("/days", sentence);
        var known = customer.Facts.Teams.Select(t => t.Id).ToHashSet();
        foreach (var (i, team) in teams.Index())
        {
            // Each team once: removed from those known as soon as it was named.
            if (!known.Remove(team.Team)) return new Invalid($"/byTeam/{i}/team", "Name each team once, by its id.");
            if (IsNone(team.Days)) return new Invalid($"/byTeam/{i}/days", sentence);
        }

        return null;

        static bool IsNone(int? days) => days is < TranscriptRetention.Fewest or > TranscriptRetention.Most;
    }
}

/// <summary>The change deletes transcripts sooner, and was not previewed.</summary>
public sealed record PreviewFirst() : Refusal("This deletes transcripts sooner. Look at the preview, then confirm.");

/// <summary>The change would not delete what its preview showed.</summary>
public sealed record RetentionPreviewChanged() : Refusal("What this deletes is different by now. Look at the preview again, then confirm.");
