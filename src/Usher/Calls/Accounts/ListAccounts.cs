using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Accounts;

/// <summary>An account in the CRM, as far as one sees its calls.</summary>
/// <param name="Name">As the latest of these calls has it.</param>
/// <param name="Calls">How many of its calls one sees.</param>
/// <param name="Latest">The latest of them.</param>
/// <param name="Title">Its title.</param>
/// <param name="At">When it began.</param>
public sealed record AccountItem(string Name, int Calls, Guid Latest, string Title, DateTimeOffset At);

/// <summary>
/// The accounts of the calls that one sees, the one that was spoken with last first. Of an account of whose calls one sees none, nothing is
/// said.
/// </summary>
public sealed record ListAccounts : Listing<CustomerSnapshot, Page<AccountItem>>
{
    /// <summary>The accounts of so many calls are listed, the latest ones: a bound on the work of one request.</summary>
    internal const int MostCalls = 20_000;

    /// <summary>Only accounts of calls that one owns, counted by these.</summary>
    public bool Mine { get; init; }

    /// <summary>Only accounts whose name has this in it, whatever the case and marks.</summary>
    public string? Text { get; init; }

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallView;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Text?.Length > 200 ? new Invalid("/text", "At most 200 characters.") : await base.Check(work, found);

    /// <inheritdoc/>
    public override async Task<Page<AccountItem>> Run(Work work, CustomerSnapshot found)
    {
        var sought = string.IsNullOrWhiteSpace(Text) ? null : Folding.Same(Text);
        var accounts = (await VisibleCalls.OfAccounts(work, new() { Mine = Mine }, MostCalls))
            .Where(call => sought is null || call.Account.Contains(sought, StringComparison.Ordinal))
            .GroupBy(call => call.Account, StringComparer.Ordinal)
            .Select(of => (Latest: of.First(), Count: of.Count()));
        var page = Part(work, accounts, of => new(Position.Of(of.Latest.At), of.Latest.CallId), LatestFirst);
        Guid[] ids = [.. page.Items.Select(of => of.Latest.CallId)];
        var calls = await work.Db.Set<Call>().Where(call => ids.Contains(call.Id)).ToDictionaryAsync(call => call.Id);
        // What is deleted meanwhile is left out.
        return new(
            [.. page.Items.Where(of => calls.ContainsKey(of.Latest.CallId)).Select(of => (of.Count, Call: calls[of.Latest.CallId]))
                .Select(of => new AccountItem(of.Call.Account!, of.Count, of.Call.Id, of.Call.Title, of.Call.Start))],
            page.Next);
    }

    private static int LatestFirst(Position one, Position other) =>
        string.CompareOrdinal(other.Key, one.Key) is not 0 and var by ? by : other.Id.CompareTo(one.Id);
}
