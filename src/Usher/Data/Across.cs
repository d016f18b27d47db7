namespace Usher.Data;

/// <summary>
/// Work that is of no single customer, by name: where <see cref="UsherDb.Everywhere{T}"/> or <see cref="Store.Everywhere"/> says one of
/// these, row-level security shows every customer's rows.
/// </summary>
public enum Across
{
    /// <summary>Where an account may sign in: before that, no customer is known.</summary>
    Memberships,

    /// <summary>The vendor's list of customers, with how many users and tenants each has.</summary>
    CustomerList,

    /// <summary>Whether an address is a customer's user already: nobody is both staff and user.</summary>
    StaffOrUser,

    /// <summary>Whether an environment of the upstream product is linked already.</summary>
    TenantLinks,

    /// <summary>The queue of requests for apps.</summary>
    AppRequests,

    /// <summary>Requests for tenants, which the vendor's people decide.</summary>
    AccessRequests,

    /// <summary>Calls that a member of staff may look at.</summary>
    SupportAccess,

    /// <summary>Whether a new version of an app accepts what tenants have configured.</summary>
    Configurations,

    /// <summary>Whether a domain of e-mail addresses is another customer's.</summary>
    CustomerDomains,

    /// <summary>What upstream products reported, and whose their tenants are.</summary>
    Upstream,

    /// <summary>Which customers a tenant may belong to, by their domains.</summary>
    TenantSuggestions,

    /// <summary>Forgetting what was kept long enough.</summary>
    Upkeep,

    /// <summary>Which organizations' Slack apps are heard over a connection of ours.</summary>
    SlackSockets,

    /// <summary>Counting for <c>usher doctor</c>.</summary>
    Doctor,

    /// <summary>Holding every log against its heads outside.</summary>
    Verification,

    /// <summary>Migrating the schema.</summary>
    Migration,
}
