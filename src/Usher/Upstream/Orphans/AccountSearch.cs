using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Salesforce;

namespace Usher.Upstream;

/// <summary>
/// Looks in Salesforce for the account of a tenant's company, and links the tenant once Salesforce has said that the account is there: in three
/// steps, for Salesforce is asked in no transaction.
/// </summary>
/// <param name="gate">Decides, before Salesforce is asked and after.</param>
/// <param name="salesforce">Salesforce.</param>
/// <param name="clock">Measures how long it takes.</param>
public sealed class AccountSearch(Gate gate, ISalesforce salesforce, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);
    private static readonly Refusal Late = new TookTooLong("Salesforce");

    /// <summary>Accounts for a tenant, the likeliest first, with the reason; by what was typed, else by the tenant's own domain and name.</summary>
    /// <param name="caller">Who looks.</param>
    /// <param name="orphan">The tenant.</param>
    /// <param name="typed">An id, a domain, or words of the name; null: the tenant's.</param>
    /// <param name="ct">The caller left.</param>
    public Task<Outcome<AccountSuggestions>> Find(Caller caller, Guid orphan, string? typed, CancellationToken ct) =>
        new Steps<OrphanView, AccountRecord[], AccountSuggestions>
        {
            Decide = async stop => typed?.Length > Inputs.LongestName ? new Invalid("/query", $"At most {Inputs.LongestName} characters.")
                : await gate.Run(caller, new ViewOrphan(orphan), stop),
            Call = async (view, stop) => salesforce.IsConnected ? await Ask(view.Tenant, typed, stop) : [],
            Store = (_, accounts) => Rank(caller, orphan, accounts),
            Undo = null,
            Within = Patience,
            Late = Late,
            Failed = SalesforceSaysNo.Of,
        }.Run(clock, ct);

    /// <summary>Links a tenant to a customer, and maps it to an account that Salesforce has.</summary>
    /// <param name="caller">Who links it, in the customer.</param>
    /// <param name="link">The tenant, and the account.</param>
    /// <param name="ct">The caller left.</param>
    public Task<Outcome<MadeTenant>> Link(Caller caller, LinkTenant link, CancellationToken ct)
    {
        if (!salesforce.IsConnected || SalesforceIds.AccountId(link.SalesforceAccount) is not { } account) return gate.Run(caller, link, ct);
        return new Steps<OrphanView, string, MadeTenant>
        {
            Decide = async stop => await gate.Run(caller, new ViewOrphan(link.Orphan), stop),
            Call = async (_, stop) => (await salesforce.Accounts([account], stop)).FirstOrDefault() switch
            {
                null => new NoSuchAccount(),
                { MasterRecordId: { } master } => new AccountMerged(master),
                { IsDeleted: true } => new NoSuchAccount(),
                { Id: var id } => id,
            },
            Store = (_, id) => gate.Run(caller, link with { SalesforceAccount = id }, CancellationToken.None),
            Undo = null,
            Within = Patience,
            Late = Late,
            Failed = SalesforceSaysNo.Of,
        }.Run(clock, ct);
    }

    private async Task<Outcome<AccountSuggestions>> Rank(Caller caller, Guid orphan, AccountRecord[] accounts)
    {
        var ranked = await gate.Run(caller, new RankAccounts(orphan, accounts), CancellationToken.None);
        return ranked.Value is { } found ? found with { Connected = salesforce.IsConnected } : ranked;
    }

    private async Task<AccountRecord[]> Ask(OrphanLine tenant, string? typed, CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(typed)) return [.. await salesforce.Search(typed, ct)];
        var found = new List<AccountRecord>();
        if (tenant.Domain is { } domain) found.AddRange(await salesforce.Search(domain, ct));
        if (string.Join(' ', new CompanyName(tenant.Name).Words) is { Length: > 0 } name) found.AddRange(await salesforce.Search(name, ct));
        return [.. found.DistinctBy(account => account.Id)];
    }
}

/// <summary>Salesforce has no such account.</summary>
public sealed record NoSuchAccount() : Refusal("Salesforce has no account with this id."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/salesforceAccount";
}

/// <summary>The account was merged into another.</summary>
/// <param name="Master">Into which.</param>
public sealed record AccountMerged(string Master) : Refusal($"This account was merged into {Master} in Salesforce. Use that one."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/salesforceAccount";
}
