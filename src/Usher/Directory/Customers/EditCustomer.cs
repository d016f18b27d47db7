using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Directory;

/// <summary>Changes a customer's name, the domains of its e-mail addresses, or its account in Salesforce. Its slug stays.</summary>
/// <param name="Name">The name from now on; null: as it is.</param>
/// <param name="Domains">All its domains from now on; null: as they are.</param>
/// <param name="SalesforceAccount">The account's id, of 15 or 18 characters; empty: none; null: as it is.</param>
public sealed record EditCustomer(string? Name = null, IReadOnlyList<string>? Domains = null, string? SalesforceAccount = null)
    : Change<Customer, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerEdit;

    /// <inheritdoc/>
    public override Task<Found<Customer>?> Find(Work work) => OneCustomer.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Customer found) =>
        Inputs.Unread(
            ("/name", Name is null ? "" : Inputs.Name(Name), Inputs.NameSentence),
            ("/salesforceAccount", string.IsNullOrWhiteSpace(SalesforceAccount)
                ? ""
                : SalesforceIds.AccountId(SalesforceAccount), SalesforceIds.AccountSentence))
        ?? (Domains is null ? null : CustomerDomain.Fault(Domains))
        ?? work.Stale(found)
        ?? await DomainElsewhere(work)
        ?? await OneCustomer.AccountElsewhere(work, SalesforceAccount)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override async Task<Nothing> Run(Work work, Customer found)
    {
        if (Name is not null) found.Name = Inputs.Name(Name)!;
        if (SalesforceAccount is not null) OneCustomer.Name(work, found, SalesforceIds.AccountId(SalesforceAccount));
        if (Domains is null) return Nothing.Value;

        var (wanted, named) = (Wanted(Domains), await work.Db.Set<CustomerDomain>().ToListAsync());
        var (added, removed) = (wanted.Except(named.Select(d => d.Domain)).ToList(), named.FindAll(d => !wanted.Contains(d.Domain)));
        if (added.Count + removed.Count == 0) return Nothing.Value;
        work.Db.RemoveRange(removed);
        work.Db.AddRange(added.Select(domain => new CustomerDomain { Domain = domain }));
        work.Revise(found);
        return Nothing.Value;
    }

    private static HashSet<string> Wanted(IReadOnlyList<string> typed) => [.. typed.Select(text => Inputs.Domain(text)!)];

    private async Task<Refusal?> DomainElsewhere(Work work)
    {
        if (Domains is not { Count: > 0 }) return null;
        var (here, wanted) = (work.Db.CustomerId, Wanted(Domains).ToList());
        var other = await work.Db.Everywhere(Across.CustomerDomains, () => work.Db.Set<CustomerDomain>().AsNoTracking().IgnoreQueryFilters()
            .Where(d => d.CustomerId != here && wanted.Contains(d.Domain)).OrderBy(d => d.Domain).FirstOrDefaultAsync());
        return other is null ? null : new DomainTaken(other.Domain, await OneCustomer.NameSeen(work, other.CustomerId));
    }
}

/// <summary>A customer's Salesforce account was named: from then on it is watched for being merged into another.</summary>
public sealed record SalesforceAccountNamed : IEvent;

/// <summary>The customer that an act is in, as the thing that the act is about.</summary>
internal static class OneCustomer
{
    public static async Task<Found<Customer>?> Find(Work work) =>
        new(Target.Of(work.Customer), await work.Db.Customers.FirstAsync(c => c.Id == work.Db.CustomerId));

    /// <summary>The refusal of a Salesforce account that another customer has; null when none has it.</summary>
    public static async Task<Refusal?> AccountElsewhere(Work work, string? typed)
    {
        if (SalesforceIds.AccountId(typed) is not { } account) return null;
        var here = work.Db.CustomerId;
        var other = await work.Db.Customers.Where(c => c.SalesforceAccount == account && c.Id != here).Select(c => (Guid?)c.Id)
            .FirstOrDefaultAsync();
        return other is { } id ? new SalesforceAccountTaken(await NameSeen(work, id)) : null;
    }

    /// <summary>Names a customer's Salesforce account, or (null) none.</summary>
    public static void Name(Work work, Customer customer, string? account)
    {
        if (account is not null && account != customer.SalesforceAccount) work.Publish(new SalesforceAccountNamed());
        customer.SalesforceAccount = account;
    }

    /// <summary>The name of another customer, for who may see it; null otherwise.</summary>
    public static async Task<string?> NameSeen(Work work, Guid customer) =>
        await work.Snapshots.Customer(customer, default) is { } other && May.Ask(work, Permission.CustomerView, Target.Of(other)).Allowed
            ? await work.Db.Customers.Where(c => c.Id == customer).Select(c => c.Name).FirstAsync()
            : null;
}

/// <summary>A domain belongs to one customer.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Customer">Whose it is; null: the caller may not see that.</param>
public sealed record DomainTaken(string Domain, string? Customer)
    : Refusal($"The domain {Domain} belongs to {Customer ?? "another customer"}. Remove it there first."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/domains";
}

/// <summary>An account in Salesforce belongs to one customer.</summary>
/// <param name="Customer">Whose it is; null: the caller may not see that.</param>
public sealed record SalesforceAccountTaken(string? Customer)
    : Refusal($"This Salesforce account belongs to {Customer ?? "another customer"}. Remove it there first."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/salesforceAccount";
}
