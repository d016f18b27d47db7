using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>
/// Views whether the organization lost its last Organization Admin, who is proposed instead and what is left to do, and former proposals
/// (rule 11). Four queries.
/// </summary>
public sealed record ViewReplacement : Query<CustomerSnapshot, ReplacementsView>
{
    /// <summary>How many former ones are shown.</summary>
    private const int Most = 20;

    /// <inheritdoc/>
    public override Permission Needs => Permission.OrganizationAdminAppoint;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<ReplacementsView> Run(Work work, CustomerSnapshot found)
    {
        var rows = await work.Db.Set<Replacement>().OrderByDescending(r => r.Id).Take(Most + 1).ToListAsync();
        var waits = rows.Find(row => row.State == RequestState.Open);
        var had = await work.Db.Customers.AnyAsync(c => c.Id == work.Db.CustomerId && c.HadOrganizationAdmin);
        return new(!had, had && found.Facts.InsightsActive && !GrantRules.HasOrganizationAdmin(found, work.Now), waits is null ? null : await Of(work, found, waits),
            [.. rows.Where(row => row.State != RequestState.Open).Take(Most).Select(row => Past(found, row))]);
    }

    private static async Task<ReplacementView> Of(Work work, CustomerSnapshot found, Replacement row)
    {
        var may = May.Ask(work, Permission.OrganizationAdminAppoint, Target.Of(found) with { Subject = row.PersonId });
        return Past(found, row) with
        {
            Confirmers = row.TakesEffect is null ? await ConfirmReplacement.Confirmers(work, row) : [],
            Can = new Dictionary<string, May>(StringComparer.Ordinal)
            {
                ["confirm"] = may.Unless(await ConfirmReplacement.Against(work, row)),
                ["withdraw"] = may,
            },
        };
    }

    private static ReplacementView Past(CustomerSnapshot found, Replacement row) => new(
        row.Id, PersonView.Of(found, row.PersonId), row.Note, row.At,
        row.ConfirmedBy is { } by && by != Guid.Empty ? PersonView.Of(found, by) : null, row.ConfirmedBy == Guid.Empty, row.TakesEffect, row.State,
        row.DecidedBy is { } decided ? PersonView.Of(found, decided) : null, row.DecidedAt, row.Answer, row.Revision, [],
        new Dictionary<string, May>(StringComparer.Ordinal));
}

/// <summary>How an organization gets an Organization Admin again.</summary>
/// <param name="NeverHad">Whether it never had one.</param>
/// <param name="Lost">Whether it had one and has none now.</param>
/// <param name="Waiting">The proposal that waits; null: none.</param>
/// <param name="Former">Those that ended, the newest first.</param>
public sealed record ReplacementsView(bool NeverHad, bool Lost, ReplacementView? Waiting, IReadOnlyList<ReplacementView> Former);

/// <summary>A proposed Organization Admin.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Person">Who.</param>
/// <param name="Note">Why, in the words of the member of staff who proposes.</param>
/// <param name="At">When it was proposed.</param>
/// <param name="ConfirmedBy">The Customer Admin who confirmed it; null: none did.</param>
/// <param name="OnHost">Whether the Platform Team confirmed it on the host.</param>
/// <param name="TakesEffect">When it takes effect; null: it is not confirmed.</param>
/// <param name="State">Its state.</param>
/// <param name="DecidedBy">Who withdrew it; null: nobody.</param>
/// <param name="DecidedAt">When it ended.</param>
/// <param name="Answer">Why it was withdrawn, or could not take effect.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Confirmers">While it waits to be confirmed: the Customer Admins who can; none: the Platform Team does.</param>
/// <param name="Can">What the caller may do with it.</param>
public sealed record ReplacementView(
    Guid Id, PersonView Person, string? Note, DateTimeOffset At, PersonView? ConfirmedBy, bool OnHost, DateTimeOffset? TakesEffect, RequestState State,
    PersonView? DecidedBy, DateTimeOffset? DecidedAt, string? Answer, int Revision, IReadOnlyList<PersonView> Confirmers,
    IReadOnlyDictionary<string, May> Can) : IRevisedView;
