using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Retention;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Recordings;

/// <summary>
/// Sets the hosts of recorders to which links are allowed, as a whole. Links to a host that is allowed no more are hidden at once and
/// erased: that is confirmed with the preview of exactly it.
/// </summary>
/// <param name="Hosts">At most twenty: names, or <c>*.</c> and a name for all below it; none: no link is allowed.</param>
/// <param name="Confirms">The preview's confirmation; null where nothing is erased.</param>
public sealed record EditRecorderHosts(IReadOnlyList<string> Hosts, string? Confirms = null) : Change<RecorderHosts?, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override async Task<Found<RecorderHosts?>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Set<RecorderHosts>().FirstOrDefaultAsync());

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, RecorderHosts? found)
    {
        if (Read(Hosts) is { Refused: { } invalid }) return invalid;
        if (work.Caller.IfMatch is { } seen && seen != (found?.Revision ?? 0)) return new SomeoneChangedThis();
        if ((await RecorderHostsPreview.Of(work, Read(Hosts).Hosts!)).Confirms is { } shown
            && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(shown), Encoding.UTF8.GetBytes(Confirms ?? "")))
            return Confirms is null ? new PreviewLinksFirst() : new LinksPreviewChanged();
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, RecorderHosts? found)
    {
        var before = found?.List ?? [];
        var hosts = Read(Hosts).Hosts!;
        if (found is null) work.Db.Add(new RecorderHosts { CustomerId = work.Db.CustomerId, Hosts = string.Join(' ', hosts) });
        else found.Hosts = string.Join(' ', hosts);
        work.Concerns(work.Db.CustomerId);
        if (before.Any(one => !RecorderHosts.Covers(hosts, one))) work.Enqueue(new EraseRecordingLinks());
        return Task.FromResult(Nothing.Value);
    }

    /// <summary>The hosts in their one form and order, or the refusal of what is none.</summary>
    internal static (IReadOnlyList<string>? Hosts, Refusal? Refused) Read(IReadOnlyList<string> typed)
    {
        if (typed.Count > RecorderHosts.Most) return (null, new Invalid("/hosts", $"Enter at most {RecorderHosts.Most} hosts. Use *.example.com for all below one."));
        var read = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (i, one) in typed.Index())
        {
            if (RecorderHosts.Pattern(one) is not { } host) return (null, new Invalid($"/hosts/{i}", RecorderHosts.Sentence));
            read.Add(host);
        }

        return ([.. read], null);
    }
}

/// <summary>The change erases links, and was not previewed.</summary>
public sealed record PreviewLinksFirst() : Refusal("This erases links to recordings. Look at the preview, then confirm.");

/// <summary>The change would not erase what its preview showed.</summary>
public sealed record LinksPreviewChanged() : Refusal("What this erases is different by now. Look at the preview again, then confirm.");
