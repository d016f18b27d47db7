using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;
using Usher.Salesforce;

namespace Usher.Upstream;

/// <summary>Ranks accounts that Salesforce has by how likely a tenant is theirs, and says which customer has one already.</summary>
/// <param name="Orphan">The tenant's id in the queue.</param>
/// <param name="Accounts">The accounts.</param>
public sealed record RankAccounts(Guid Orphan, IReadOnlyList<AccountRecord> Accounts) : Query<ReportedTenant, AccountSuggestions>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.TenantLink;

    /// <inheritdoc/>
    public override async Task<Found<ReportedTenant>?> Find(Work work) =>
        await work.Db.Set<ReportedTenant>().FirstOrDefaultAsync(tenant => tenant.Id == Orphan && tenant.LinkedTo == null) is { } found
            ? new(work.Whole, found)
            : null;

    /// <inheritdoc/>
    public override async Task<AccountSuggestions> Run(Work work, ReportedTenant found)
    {
        var (ids, name) = (Accounts.Select(account => account.Id).ToList(), new CompanyName(found.Name));
        var customers = await work.Db.Customers.Where(c => c.SalesforceAccount != null && ids.Contains(c.SalesforceAccount))
            .ToDictionaryAsync(c => c.SalesforceAccount!, c => new ThingView(c.Slug, c.Name), StringComparer.Ordinal);
        return new([.. Accounts
            .Select((account, at) => (Account: account, At: at, Likeness: Likeness.Of(name, account.Name,
                found.Domain is { } domain && SiteOf(account.Website) == domain ? domain : null,
                found.Country is { } country && Countries.Same(country, account.Country) ? account.Country : null)))
            .OrderByDescending(one => one.Likeness.Score).ThenBy(one => one.At)
            .Select(one => new AccountSuggestion(one.Account.Id, one.Account.Name, one.Account.Website, one.Account.City, one.Account.Country,
                one.Likeness.Reasons, customers.GetValueOrDefault(one.Account.Id)))]);
    }

    /// <summary>The domain of a website as somebody typed it; null: none can be read.</summary>
    private static string? SiteOf(string? website)
    {
        if (string.IsNullOrWhiteSpace(website)) return null;
        var text = website.Contains("://", StringComparison.Ordinal) ? website : "https://" + website;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? Inputs.Domain(uri.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.IdnHost[4..] : uri.IdnHost)
            : null;
    }
}

/// <summary>Countries as people type them.</summary>
internal static class Countries
{
    /// <summary>Whether a country that was typed, by code or English name, is the one of two letters.</summary>
    public static bool Same(string code, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return false;
        if (string.Equals(code, typed.Trim(), StringComparison.OrdinalIgnoreCase)) return true;
        try
        {
            return string.Equals(new System.Globalization.RegionInfo(code).EnglishName, typed.Trim(), StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>Accounts that a tenant may be of, the likeliest first.</summary>
/// <param name="Accounts">The accounts.</param>
/// <param name="Connected">Whether Salesforce could be asked: the operator connects it.</param>
public sealed record AccountSuggestions(IReadOnlyList<AccountSuggestion> Accounts, bool Connected = true);

/// <summary>An account in Salesforce that a tenant may be of.</summary>
/// <param name="Id">The account's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Website">The company's website; null: none.</param>
/// <param name="City">The city; null: none.</param>
/// <param name="Country">The country; null: none.</param>
/// <param name="Reasons">Why it is likely; empty: it was only found.</param>
/// <param name="Customer">The customer who has it already; null: none.</param>
public sealed record AccountSuggestion(string Id, string Name, string? Website, string? City, string? Country, IReadOnlyList<string> Reasons,
    ThingView? Customer);
