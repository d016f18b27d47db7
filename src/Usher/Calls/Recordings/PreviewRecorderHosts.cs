using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Recordings;

/// <summary>Says of a change of the allowed hosts how many calls lose the link to their recording; changes nothing.</summary>
/// <param name="Hosts">At most twenty: names, or <c>*.</c> and a name for all below it.</param>
public sealed record PreviewRecorderHosts(IReadOnlyList<string> Hosts) : Query<CustomerSnapshot, RecorderHostsPreview>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(EditRecorderHosts.Read(Hosts).Refused);

    /// <inheritdoc/>
    public override Task<RecorderHostsPreview> Run(Work work, CustomerSnapshot found) => RecorderHostsPreview.Of(work, EditRecorderHosts.Read(Hosts).Hosts!);
}

/// <summary>
/// What a change erases. Call counts for fewer than five people are withheld (rule 12): each number is shown only where it is made of calls
/// of at least five owners, in steps of five, and there is no total from which another could be worked out.
/// </summary>
/// <param name="Confirms">What the change is confirmed with; null: nothing is erased, and nothing needs to be confirmed.</param>
/// <param name="Lines">The hosts that are allowed no more.</param>
public sealed record RecorderHostsPreview(string? Confirms, IReadOnlyList<RecorderHostLine> Lines)
{
    private const int FewestPeople = 5;
    private const int Step = 5;

    /// <summary>What a change would do now. Three queries.</summary>
    internal static async Task<RecorderHostsPreview> Of(Work work, IReadOnlyList<string> hosts)
    {
        var row = await work.Db.Set<RecorderHosts>().AsNoTracking().FirstOrDefaultAsync();
        var removed = (row?.List ?? []).Where(one => !RecorderHosts.Covers(hosts, one)).ToList();
        if (removed.Count == 0) return new(null, []);
        var kept = await (from link in work.Db.Set<CallRecording>()
                          join call in work.Db.Set<Call>() on link.CallId equals call.Id
                          group link by new { link.Host, call.OwnerId } into one
                          select new { one.Key.Host, one.Key.OwnerId, Calls = one.Count() }).ToListAsync();
        List<RecorderHostLine> lines =
        [
            .. removed.Select(pattern =>
            {
                var lost = kept.FindAll(one => RecorderHosts.Allows([pattern], one.Host) && !RecorderHosts.Allows(hosts, one.Host));
                var isShown = lost.Select(one => one.OwnerId).Distinct().Count() >= FewestPeople;
                return new RecorderHostLine(pattern, isShown ? lost.Sum(one => one.Calls) / Step * Step : null);
            }),
        ];
        var said = JsonSerializer.SerializeToUtf8Bytes(new { work.Caller.Customer, work.Caller.Id, row!.Revision, hosts, lines });
        return new(Base64Url.EncodeToString(HMACSHA256.HashData(work.Heads.Secret("recorder-hosts"), said).AsSpan(0, 24)), lines);
    }
}

/// <summary>A host that is allowed no more.</summary>
/// <param name="Host">The name, or <c>*.</c> and a name.</param>
/// <param name="Calls">About how many calls lose the link to their recording; null: none, or calls of fewer than five people.</param>
public sealed record RecorderHostLine(string Host, int? Calls);
