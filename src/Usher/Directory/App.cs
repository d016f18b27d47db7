using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>An app of the catalogue; with an owner, a Workflow Builder app of that one customer.</summary>
public sealed class App : IGlobalEntity, ISharedFact
{
    /// <summary>The app whose being active gives a customer the Insights role family.</summary>
    public const string Insights = "insights";

    /// <summary>The app's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The short name, unique in the catalogue, and among the apps of one customer.</summary>
    [Audited]
    public required string Slug { get; init; }

    /// <summary>The name that people see.</summary>
    [Audited]
    public required string Name { get; set; }

    /// <summary>Who makes it.</summary>
    [Audited]
    public required string Publisher { get; set; }

    /// <summary>What it is good for, in a sentence.</summary>
    [Audited]
    public required string Summary { get; set; }

    /// <summary>What its page says, in Markdown.</summary>
    public string Text { get; set; } = "";

    /// <summary>Its shelves in the catalogue, with commas between them.</summary>
    [Audited]
    [StoredName("Categories", Former = ["Category"])]
    public required string Categories { get; set; }

    /// <summary>Its icon.</summary>
    [Audited]
    public AppIcon Icon { get; set; }

    /// <summary>The upstream products it works with, with commas between them.</summary>
    [Audited]
    public string Products { get; set; } = "Enterprise,Elite";

    /// <summary>What it costs, in words; empty: it is not said.</summary>
    [Audited]
    public string Price { get; set; } = "";

    /// <summary>Where its users get help: an e-mail or https address; empty: it is not said.</summary>
    [Audited]
    public string Support { get; set; } = "";

    /// <summary>The number of the newest version; the first is 1.</summary>
    [Audited]
    public int Version { get; set; } = 1;

    /// <summary>The scopes without which the newest version does not work, separated by spaces.</summary>
    [Audited]
    public string NeededScopes { get; set; } = "";

    /// <summary>The only customer who sees it; null: everyone.</summary>
    public Guid? Owner { get; init; }

    /// <summary>
    /// Whether the newest version waits for an approval in a tenant: it needs more there than was approved, and the former one serves.
    /// </summary>
    public bool WaitsIn(TenantApp place) => place.ApprovedVersion > 0 && place.ApprovedVersion < Version
        && !place.Allows(NeededScopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether it works with an upstream product.</summary>
    public bool Fits(string product) => Products.Split(',').Contains(product, StringComparer.Ordinal);

    internal sealed class Configuration : IEntityTypeConfiguration<App>
    {
        public void Configure(EntityTypeBuilder<App> app)
        {
            app.ToTable("apps").HasKey(a => a.Id);
            // A customer's own slugs are nobody else's affair: two customers may choose the same.
            app.HasIndex(a => a.Slug).IsUnique().HasFilter("owner IS NULL");
            app.HasIndex(a => new { a.Owner, a.Slug }).IsUnique();
        }
    }
}

/// <summary>
/// An app's icon: one of Usher's own, so that none is a tracker, a bomb or a copy of another's.
/// </summary>
public enum AppIcon
{
    /// <summary>A shop.</summary>
    Store,

    /// <summary>A screen.</summary>
    Screen,

    /// <summary>A menu.</summary>
    Menu,

    /// <summary>A gift.</summary>
    Gift,

    /// <summary>A calendar.</summary>
    Calendar,

    /// <summary>A survey.</summary>
    Survey,

    /// <summary>People.</summary>
    People,

    /// <summary>A course.</summary>
    Course,

    /// <summary>Boxes.</summary>
    Boxes,

    /// <summary>A wrench.</summary>
    Wrench,

    /// <summary>A payment card.</summary>
    Card,

    /// <summary>A ledger.</summary>
    Book,

    /// <summary>A phone.</summary>
    Phone,

    /// <summary>A truck.</summary>
    Truck,

    /// <summary>A chart.</summary>
    Chart,

    /// <summary>An e-mail.</summary>
    Mail,

    /// <summary>A conversation.</summary>
    Chat,

    /// <summary>A key.</summary>
    Key,

    /// <summary>A shield.</summary>
    Shield,

    /// <summary>A map.</summary>
    Map,

    /// <summary>A camera.</summary>
    Camera,

    /// <summary>A heart.</summary>
    Heart,

    /// <summary>A note.</summary>
    Note,

    /// <summary>A clock.</summary>
    Clock,
}

/// <summary>The state of an app in one tenant; without a row it is available.</summary>
public enum AppState
{
    /// <summary>Asked for.</summary>
    Requested,

    /// <summary>Approved, not yet configured.</summary>
    Approved,

    /// <summary>Declined: shown as Deleted until removed.</summary>
    Declined,

    /// <summary>In use.</summary>
    Active,

    /// <summary>Switched off, its configuration kept.</summary>
    Disabled,
}

/// <summary>An app in one tenant.</summary>
public sealed class TenantApp : ICustomerOwned, IAccessFact
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The tenant.</summary>
    public required Guid TenantId { get; init; }

    /// <summary>The app.</summary>
    public required Guid AppId { get; init; }

    /// <summary>Its state.</summary>
    [Audited]
    public required AppState State { get; set; }

    /// <summary>Who asked for it last.</summary>
    [Audited]
    public required Guid RequestedBy { get; set; }

    /// <summary>When they did.</summary>
    [Audited]
    public required DateTimeOffset RequestedAt { get; set; }

    /// <summary>
    /// Where it is in the queue of those who decide: when it was asked for; a reminder moves it before all that nobody was reminded of.
    /// </summary>
    [Audited]
    public required DateTimeOffset QueuedAt { get; set; }

    /// <summary>What they wanted it for; null: they did not say.</summary>
    [Audited]
    public string? Wanted { get; set; }

    /// <summary>When the requester last reminded those who decide; null: never.</summary>
    [Audited]
    public DateTimeOffset? RemindedAt { get; set; }

    /// <summary>Why it was declined.</summary>
    [Audited]
    public string? Reason { get; set; }

    /// <summary>Who brought it into this state.</summary>
    [Audited]
    public required Guid MovedBy { get; set; }

    /// <summary>When they did.</summary>
    [Audited]
    public required DateTimeOffset MovedAt { get; set; }

    /// <summary>The version of the app whose scopes were approved; 0: none was yet.</summary>
    [Audited]
    public int ApprovedVersion { get; set; }

    /// <summary>The scopes that were approved, separated by spaces: what an Organization Admin may be asked for.</summary>
    [Audited]
    public string ApprovedScopes { get; set; } = "";

    /// <summary>Whether all of these scopes were approved.</summary>
    public bool Allows(IEnumerable<string> scopes) => !scopes.Except(ApprovedScopes.Split(' '), StringComparer.Ordinal).Any();

    /// <summary>An app that the actor asked for, or has without asking.</summary>
    internal static TenantApp New(Work work, Guid tenant, App app, AppState state, string? wanted = null) => new()
    {
        TenantId = tenant, AppId = app.Id, State = state, Wanted = wanted, ApprovedVersion = state == AppState.Requested ? 0 : app.Version,
        RequestedBy = work.Actor.Id, RequestedAt = work.Now, QueuedAt = work.Now, MovedBy = work.Actor.Id, MovedAt = work.Now,
    };

    internal sealed class Configuration : IEntityTypeConfiguration<TenantApp>
    {
        public void Configure(EntityTypeBuilder<TenantApp> app)
        {
            app.ToTable("tenant_apps").HasKey(a => new { a.CustomerId, a.TenantId, a.AppId });
            // The queue of those who decide: across customers, by state, the oldest first.
            app.HasIndex(a => new { a.State, a.QueuedAt });
            // The same for one app.
            app.HasIndex(a => new { a.AppId, a.State, a.QueuedAt });
        }
    }
}
