using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Inbox;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Mail;

/// <summary>What came for somebody within a few minutes is to be mailed in one message.</summary>
/// <param name="Reader">Who.</param>
/// <param name="Since">When the first of it came.</param>
public sealed record GatheredLetter(Guid Reader, DateTimeOffset Since) : IJob
{
    /// <summary>For how long it is gathered.</summary>
    internal static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Until whoever was about to write in the last moment has written.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>What comes now is in one message with what came before, or begins one. Only under the lock is there never a second.</summary>
    internal static async Task Begin(Work work, Guid reader, CancellationToken ct)
    {
        var (kind, beginning) = (StoredNames.Of<GatheredLetter>(), $"{{\"{nameof(Reader)}\":\"{reader}\"");
        var waiting = await work.Db.Set<Job>().Where(j => j.CustomerId == work.Db.CustomerId && j.Kind == kind && j.Failed == null
            && j.Payload.StartsWith(beginning)).Select(j => j.Payload).ToListAsync(ct);
        if (waiting.Exists(payload => work.Now < JsonSerializer.Deserialize<GatheredLetter>(payload)!.Since + Window)) return;
        work.Enqueue(new GatheredLetter(reader, work.Now), work.Now + Window + Margin);
    }
}

/// <summary>
/// Mails somebody in one message what came within a few minutes, however much it was: the first lines of it, and how many more there are.
/// Whether they want it, and when, is looked at when it is sent.
/// </summary>
public sealed class GatheredMail(IMail mail, NoticeMail letters) : IJobHandler<GatheredLetter>
{
    private const int Most = 20;

    private static readonly Lazy<string[]> Kinds = new(() => [.. Notices.All.Where(kind => kind.IsGathered).Select(kind => kind.Name)]);

    /// <inheritdoc/>
    public async Task Do(GatheredLetter job, JobRun run, CancellationToken ct)
    {
        var plan = await run.Derive(work => Write(work, job), ct);
        if (plan?.Later is { } later) await run.Postpone(later, ct);
        else if (plan is not null) await mail.Post(plan.Message, ct);
    }

    /// <inheritdoc/>
    public Task GivenUp(GatheredLetter job, JobRun run, string reason, CancellationToken ct) => Posting.GivenUp();

    private async Task<PlannedMail?> Write(Work work, GatheredLetter job)
    {
        var (kinds, end) = (Kinds.Value, job.Since + GatheredLetter.Window);
        var notes = await work.Db.Set<Note>().AsNoTracking().Where(n => n.UserId == job.Reader && n.At >= job.Since && n.At < end
            && kinds.Contains(n.News!)).OrderBy(n => n.Id).ToListAsync();
        if (notes is not [var first, ..] || await AccessMail.Address(work, job.Reader, farewell: false) is not { } address) return null;
        var wishes = await Wishes.Of(work, [job.Reader]);
        notes = notes.FindAll(note => wishes.WantMail(job.Reader, note.News!));
        if (notes.Count == 0) return null;
        var says = notes.Take(Most).Select(note => note.Text!).ToList();
        var message = await letters.Write(work, first.Id, (job.Reader, address), Notices.Of(notes[0].News!), job.Since, says, notes.Count);
        return new(message, wishes.QuietUntil(job.Reader, work.Now));
    }
}
