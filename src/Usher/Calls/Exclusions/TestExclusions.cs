using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>
/// Says of participants and of what the CRM says whether such a call would be stored; changes nothing and stores nothing. A call that is
/// pushed is judged by the same functions.
/// </summary>
/// <param name="Participants">The addresses of participants, at most 100; none only beside fields of the CRM.</param>
/// <param name="Crm">Fields of the CRM as a recorder sends them: a JSON object, or a line of <c>field: value</c> for each; null: none.</param>
public sealed record TestExclusions(IReadOnlyList<string> Participants, string? Crm = null) : Query<CustomerSnapshot, ExclusionTest>
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult<Refusal?>(
        (Participants.Count == 0 && string.IsNullOrWhiteSpace(Crm)) || Participants.Count > Most || Participants.Any(one => Inputs.Email(one) is null)
            ? new Invalid("/participants", $"Enter 1 to {Most} e-mail addresses.")
            : Fields().Refused);

    /// <inheritdoc/>
    public override async Task<ExclusionTest> Run(Work work, CustomerSnapshot found)
    {
        var list = await work.Db.Set<Exclusion>().Where(one => one.Removed == null).ToListAsync();
        List<TestedParticipant> lines = [.. Participants.Select(one => new TestedParticipant(one.Trim(), Exclusion.Matching(list, one)?.Value))];
        List<string> rules = [.. Exclusion.Matching(list, Fields().Read!).Select(one => one.Words).Order(StringComparer.Ordinal)];
        return new(rules.Count == 0 && lines.TrueForAll(line => line.By is null), lines, rules);
    }

    private (IReadOnlyDictionary<string, string>? Read, Refusal? Refused) Fields()
    {
        try
        {
            return (CrmFields.Parse(Crm), null);
        }
        catch (TranscriptRefused refused)
        {
            return (null, new Invalid("/crm", CrmFields.Sentence(refused)));
        }
    }
}

/// <summary>Whether a call would be stored, as far as the exclusion list goes.</summary>
/// <param name="Stored">Whether nothing on the list excludes it.</param>
/// <param name="Lines">Each participant.</param>
/// <param name="Rules">The conditions on the CRM that exclude it, in words.</param>
public sealed record ExclusionTest(bool Stored, IReadOnlyList<TestedParticipant> Lines, IReadOnlyList<string> Rules);

/// <summary>A participant who was tested.</summary>
/// <param name="Address">The address as it was typed.</param>
/// <param name="By">What on the list excludes it; null: nothing.</param>
public sealed record TestedParticipant(string Address, string? By);
