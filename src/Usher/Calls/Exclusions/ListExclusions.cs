using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>The exclusion list: what is on it, what was removed and can be restored, and how many calls it kept from being stored (rule 19).</summary>
public sealed record ListExclusions : Query<CustomerSnapshot, ExclusionsView>
{
    private const int Days = 30;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<ExclusionsView> Run(Work work, CustomerSnapshot found)
    {
        var day = work.Now.UtcDateTime.Date.AddDays(1 - Days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new(
            [
                .. (await work.Db.Set<Exclusion>().ToListAsync()).OrderBy(one => one.Value, StringComparer.Ordinal)
                    .Select(one => new ExclusionView(one.Id, one.Kind, one.Value, PersonView.Of(found, one.AddedBy), one.At, one.Removed)),
            ],
            await work.Db.Set<RefusedCalls>().Where(one => one.Because == RefusedBecause.Excluded && one.Day.CompareTo(day) >= 0).SumAsync(one => one.Count),
            Days);
    }
}

/// <summary>The exclusion list.</summary>
/// <param name="Exclusions">What is on it, and what was removed.</param>
/// <param name="Excluded">How many calls were not stored for it; the same call pushed again counts again.</param>
/// <param name="Days">Within how many days, today included.</param>
public sealed record ExclusionsView(IReadOnlyList<ExclusionView> Exclusions, int Excluded, int Days);

/// <summary>Something on the exclusion list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Address or domain.</param>
/// <param name="Value">The address or domain.</param>
/// <param name="AddedBy">Who added it last.</param>
/// <param name="At">When.</param>
/// <param name="Removed">When it was removed; null: it is in force.</param>
public sealed record ExclusionView(Guid Id, ExclusionKind Kind, string Value, PersonView AddedBy, DateTimeOffset At, DateTimeOffset? Removed);

/// <summary>Says of some participants whether a call with them would be stored; changes nothing and stores nothing.</summary>
/// <param name="Participants">Their addresses.</param>
public sealed record TestExclusions(IReadOnlyList<string> Participants) : Query<CustomerSnapshot, ExclusionTest>
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult<Refusal?>(
        Participants.Count is 0 or > Most || Participants.Any(one => Inputs.Email(one) is null)
            ? new Invalid("/participants", $"Enter 1 to {Most} e-mail addresses.")
            : null);

    /// <inheritdoc/>
    public override async Task<ExclusionTest> Run(Work work, CustomerSnapshot found)
    {
        var list = await work.Db.Set<Exclusion>().Where(one => one.Removed == null).ToListAsync();
        List<TestedParticipant> lines = [.. Participants.Select(one => new TestedParticipant(one.Trim(), Exclusion.Matching(list, one)?.Value))];
        return new(lines.TrueForAll(line => line.By is null), lines);
    }
}

/// <summary>Whether a call with some participants would be stored, as far as the exclusion list goes.</summary>
/// <param name="Stored">Whether none of them is excluded.</param>
/// <param name="Lines">Each of them.</param>
public sealed record ExclusionTest(bool Stored, IReadOnlyList<TestedParticipant> Lines);

/// <summary>A participant who was tested.</summary>
/// <param name="Address">The address as it was typed.</param>
/// <param name="By">What on the list excludes it; null: nothing.</param>
public sealed record TestedParticipant(string Address, string? By);
