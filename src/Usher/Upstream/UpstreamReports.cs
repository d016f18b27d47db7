using Usher.Access;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>
/// Takes a batch of reports: sorts it by customer, settles each customer's part in one change, and keeps what no customer can take. A part
/// that meets another change is settled again.
/// </summary>
/// <param name="gate">Decides about each part.</param>
public sealed class UpstreamReports(Gate gate)
{
    private const int Attempts = 5;

    /// <summary>What each report of a batch did, in the order of the batch.</summary>
    /// <param name="caller">The platform key.</param>
    /// <param name="kind">What is reported.</param>
    /// <param name="items">The reports.</param>
    /// <param name="ct">The caller left: what is not settled yet is not.</param>
    public async Task<Outcome<ReportAnswers>> Take(Caller caller, ReportKind kind, IReadOnlyList<ReportedItem> items, CancellationToken ct)
    {
        var sorted = await gate.Run(caller, new SortReports([.. items.Select(item => new ReportedOf(item.Product, item.Tenant))]), ct);
        if (sorted.Refused is { } refused) return refused;
        var whose = sorted.Value!.Tenants.ToDictionary(tenant => tenant.Of);
        var answers = new ReportAnswer[items.Count];
        foreach (var part in items.Index().GroupBy(one => whose.GetValueOrDefault(new(one.Item.Product, one.Item.Tenant)) is { Closed: false } open
                     ? open.Customer
                     : Guid.Empty))
        {
            var reports = part.Select(one => one.Item).ToList();
            var outcome = await Settle(caller, part.Key, kind, reports, ct);
            if (part.Key == Guid.Empty && outcome.Refused is { } no) return no;
            foreach (var (at, (index, item)) in part.Index())
                answers[index] = outcome.Refused is { } why ? ReportAnswer.Of(item.Id, why) : outcome.Value!.Items[at];
        }

        return new ReportAnswers(answers);
    }

    private async Task<Outcome<ReportAnswers>> Settle(Caller caller, Guid customer, ReportKind kind, IReadOnlyList<ReportedItem> reports,
        CancellationToken ct)
    {
        if (customer == Guid.Empty) return await Again(() => gate.Run(caller, new KeepReports(kind, reports), ct));
        var outcome = await Again(() => gate.Run(caller with { Customer = customer }, new SettleReports(kind, reports), ct));
        // Closed since it was looked up.
        return outcome.Refused is NotAllowed { Ground: Ground.Closed }
            ? await Again(() => gate.Run(caller, new KeepReports(kind, reports), ct))
            : outcome;
    }

    private static async Task<Outcome<ReportAnswers>> Again(Func<Task<Outcome<ReportAnswers>>> settle)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await settle();
            if (outcome.Refused is not (SomeoneChangedThis or AlreadyThere)) return outcome;
            if (attempt == Attempts) return new ReportNotSettled();
        }
    }
}
