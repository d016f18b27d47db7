using Usher.Directory;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>A customer at a glance.</summary>
/// <param name="Figures">What is counted.</param>
/// <param name="Apps">The apps that the customer sees, those in a tenant first.</param>
/// <param name="Tenants">Its tenants, with the apps in them.</param>
/// <param name="Roles">Active people by their role in Connect.</param>
/// <param name="Levels">Active people by their level in Insights; null to who may not see levels.</param>
/// <param name="Requests">Requests by week, the oldest first.</param>
/// <param name="Health">What needs attention; empty: nothing.</param>
/// <param name="IfClosed">What closing it would end; null to who may not close it, and when it is closed.</param>
public sealed record DashboardView(
    DashboardFigures Figures, IReadOnlyList<ThingView> Apps, IReadOnlyList<DashboardTenant> Tenants, IReadOnlyList<RoleCount> Roles,
    IReadOnlyList<RoleCount>? Levels, IReadOnlyList<RequestWeek> Requests, IReadOnlyList<HealthFact> Health, ClosingView? IfClosed);

/// <summary>What is counted of a customer.</summary>
/// <param name="Users">Active users.</param>
/// <param name="Deactivated">Deactivated users.</param>
/// <param name="Invited">Active users who have not signed in yet.</param>
/// <param name="Tenants">Tenants.</param>
/// <param name="AppRequests">Apps requested and not decided yet.</param>
/// <param name="AccessRequests">Requests for a level that wait; null to who may not decide them.</param>
/// <param name="IntegrationUsers">Integration users that the caller may manage; null: none.</param>
public sealed record DashboardFigures(
    int Users, int Deactivated, int Invited, int Tenants, int AppRequests, int? AccessRequests, int? IntegrationUsers);

/// <summary>A tenant and the apps in it.</summary>
/// <param name="Slug">The slug.</param>
/// <param name="Name">The name.</param>
/// <param name="Product">The upstream product.</param>
/// <param name="ExternalId">Its id in that product.</param>
/// <param name="Apps">The apps that are not just available.</param>
public sealed record DashboardTenant(string Slug, string Name, string Product, string ExternalId, IReadOnlyList<AppInTenant> Apps);

/// <summary>An app in a tenant.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="State">Its state there.</param>
public sealed record AppInTenant(string App, AppState State);

/// <summary>How many active people have a role.</summary>
/// <param name="Role">The role, as the law writes it.</param>
/// <param name="Count">How many.</param>
public sealed record RoleCount(string Role, int Count);

/// <summary>The requests of a week.</summary>
/// <param name="From">Its Monday, 00:00 UTC.</param>
/// <param name="Apps">Requests for apps: for one asked for again, the last.</param>
/// <param name="Access">Requests for a level; null to who may not decide them.</param>
public sealed record RequestWeek(DateTimeOffset From, int Apps, int? Access);

/// <summary>Something of a customer that needs attention.</summary>
/// <param name="Kind">What: the console has the words.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Standing">How grave it is.</param>
public sealed record HealthFact(string Kind, int Count, Standing Standing);

/// <summary>What closing a customer would end.</summary>
/// <param name="People">Active users, who could not sign in any more.</param>
/// <param name="SignedIn">Those of them who are signed in and would be signed out.</param>
/// <param name="Keys">Keys that would stop working.</param>
/// <param name="IntegrationUsers">Integration users that would be refused.</param>
public sealed record ClosingView(int People, int SignedIn, int Keys, int IntegrationUsers);
