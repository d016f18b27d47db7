using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform.Audit;

namespace Usher.Bench.AuthZen;

/// <summary>A thousand customers of a hundred users each in a real store, and questions about them. The same every time.</summary>
internal static class LargeWorld
{
    public const int Customers = 1000;
    public const int UsersEach = 100;

    private static readonly string[] Apps = [App.Insights, "signage", "menu", "payroll", "loyalty", "forecast"];
    private static readonly string[] Tenants = ["north", "south"];
    private static readonly string[] Teams = ["sales", "support", "renewals"];

    public static string Slug(int customer) => string.Create(CultureInfo.InvariantCulture, $"customer-{customer:D4}");

    public static string Email(int customer, int user) => string.Create(CultureInfo.InvariantCulture, $"person.{user:D3}@{Slug(customer)}.example");

    public static Guid Id(string kind, int customer, int thing) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{kind} {customer} {thing}")).AsSpan(0, 16));

    /// <summary>Writes the world, unless it is there; the keys' texts go beside it.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">Where the keys' texts are kept.</param>
    /// <param name="customers">How many customers of the world.</param>
    /// <param name="usersEach">How many users each has.</param>
    /// <returns>A platform key that may ask, and a Super User's own key.</returns>
    public static async Task<(string Asks, string Changes)> Fill(Store store, string folder, int customers = Customers, int usersEach = UsersEach)
    {
        var file = Path.Combine(folder, "keys");
        if (File.Exists(file)) return File.ReadAllLines(file) is [var asks, var changes] ? (asks, changes) : throw new InvalidDataException(file);
        var (ask, change) = (KeyText.New(Guid.Empty, Id("key", 0, 1)), KeyText.New(Guid.Empty, Id("key", 0, 2)));
        var since = DateTimeOffset.UnixEpoch;
        await Write(store, Guid.Empty, db =>
        {
            var super = new StaffMember { Id = Id("staff", 0, 0), Email = "super@usher.example", Name = "Sol", Role = StaffRole.SuperUser };
            db.Add(super);
            for (var app = 0; app < Apps.Length; app++) db.Add(new App { Id = Id("app", 0, app), Slug = Apps[app], Name = Apps[app], Publisher = "Usher", Summary = Apps[app], Categories = "All" });
            db.Add(new ApiKey { Id = ask.Id, HolderKind = ActorKind.PlatformKey, HolderId = ask.Id, Name = "asks", Hash = ask.Hash(), Permissions = Permission.DecisionAsk.Name, Expires = DateTimeOffset.MaxValue, Since = since });
            db.Add(new ApiKey { Id = change.Id, HolderKind = ActorKind.Staff, HolderId = super.Id, Name = "changes", Hash = change.Hash(), Expires = DateTimeOffset.MaxValue, Since = since });
        });
        for (var customer = 0; customer < customers; customer++)
        {
            var number = customer;
            await Write(store, Id("customer", customer, 0), db => Customer(db, number, usersEach, since));
        }

        File.WriteAllLines(file, [ask.ToString(), change.ToString()]);
        return (ask.ToString(), change.ToString());
    }

    /// <summary>The apps of the catalogue that the world begins with.</summary>
    public static int FirstApps => Apps.Length;

    public static string AppSlug(int app) => string.Create(CultureInfo.InvariantCulture, $"app-{app:D3}");

    /// <summary>More apps of the catalogue, numbered from those that the world begins with; false: they are there already.</summary>
    /// <param name="store">The store.</param>
    /// <param name="apps">How many there are then.</param>
    public static async Task<bool> FillCatalogue(Store store, int apps)
    {
        await using (var db = store.Context(Guid.Empty))
        {
            if (await db.Set<App>().CountAsync() >= apps) return false;
        }

        await Write(store, Guid.Empty, db =>
        {
            for (var app = Apps.Length; app < apps; app++)
            {
                db.Add(new App { Id = Id("app", 0, app), Slug = AppSlug(app), Name = $"App {app}", Publisher = "Usher", Summary = "An app", Categories = "All" });
                db.Add(new AppVersion { AppId = Id("app", 0, app), Number = 1, At = DateTimeOffset.UnixEpoch });
            }
        });
        return true;
    }

    /// <summary>One more customer of the world, with so many users.</summary>
    public static Task Add(Store store, int customer, int usersEach) =>
        Write(store, Id("customer", customer, 0), db => Customer(db, customer, usersEach, DateTimeOffset.UnixEpoch));

    /// <summary>As many questions, no two alike: every row of the law, everyone, their own customer's things and sometimes another's.</summary>
    public static IEnumerable<string> Questions(int count)
    {
        var random = new Random(1);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Count < count)
        {
            var (customer, user) = (random.Next(Customers), random.Next(UsersEach));
            var permission = Permission.Catalogue[random.Next(Permission.Catalogue.Count)];
            var about = random.Next(20) == 0 ? random.Next(Customers) : customer;
            var things = permission.Things;
            var id = random.Next(3) == 0 ? Slug(about)
                : things.HasFlag(Things.App) ? Apps[random.Next(Apps.Length)]
                : things.HasFlag(Things.Tenant) ? Tenants[random.Next(Tenants.Length)]
                : things.HasFlag(Things.Team) && !things.HasFlag(Things.Call) ? Teams[random.Next(Teams.Length)]
                : things.HasFlag(Things.User) ? Email(about, random.Next(UsersEach))
                : Slug(about);
            var tenant = random.Next(4) == 0 ? $",\"tenant\":\"{Tenants[random.Next(Tenants.Length)]}\"" : "";
            var question = $$$"""{"subject":{"type":"user","id":"{{{Email(customer, user)}}}"},"action":{"name":"{{{permission.Action}}}"},"resource":{"type":"{{{permission.Type}}}","id":"{{{id}}}","properties":{"customer":"{{{Slug(about)}}}"{{{tenant}}}}},"context":{"time":"2026-11-22T09:00:00Z"}}""";
            if (seen.Add(question)) yield return question;
        }
    }

    private static void Customer(UsherDb db, int customer, int usersEach, DateTimeOffset since)
    {
        db.Add(new Customer { Id = Id("customer", customer, 0), Slug = Slug(customer), Name = Slug(customer), Seats = usersEach });
        for (var tenant = 0; tenant < Tenants.Length; tenant++)
        {
            db.Add(new Tenant { Id = Id("tenant", customer, tenant), Slug = Tenants[tenant], Name = Tenants[tenant], Product = "Elite", ExternalId = $"{Slug(customer)}-{Tenants[tenant]}" });
            db.Add(new TenantApp { TenantId = Id("tenant", customer, tenant), AppId = Id("app", 0, 0), State = AppState.Active, RequestedBy = Guid.Empty, RequestedAt = DateTimeOffset.UnixEpoch, QueuedAt = DateTimeOffset.UnixEpoch, MovedBy = Guid.Empty, MovedAt = DateTimeOffset.UnixEpoch });
        }

        db.Add(new CustomRole { Id = Id("role", customer, 0), Slug = "signage-admin", Name = "Signage admin" });
        db.Add(new CustomRoleApp { RoleId = Id("role", customer, 0), AppId = Id("app", 0, 1) });
        for (var team = 0; team < Teams.Length; team++) db.Add(new Team { Id = Id("team", customer, team), Slug = Teams[team], Name = Teams[team] });
        for (var user = 0; user < usersEach; user++)
        {
            var id = Id("user", customer, user);
            db.Add(new User
            {
                Id = id,
                AccountId = Id("account", customer, user),
                Email = Email(customer, user),
                FirstName = "Person",
                LastName = user.ToString(CultureInfo.InvariantCulture),
                Active = user % 20 != 19,
                Connect = user % 10 == 1 ? ConnectRole.CustomerAdmin : ConnectRole.User,
                Insights = user switch { 2 or 3 => InsightsRole.OrganizationAdmin, _ when user % 10 == 4 => InsightsRole.UserAdmin, _ when user % 10 == 5 => InsightsRole.Editor, _ => InsightsRole.DefaultUser },
                EditorOfTeams = user % 20 == 5,
                Since = since,
            });
            db.Add(new UserTenant { UserId = id, TenantId = Id("tenant", customer, user % 2) });
            db.Add(new TeamMember { TeamId = Id("team", customer, user % Teams.Length), UserId = id });
            if (user % 20 == 5) db.Add(new EditorTeam { UserId = id, TeamId = Id("team", customer, 0) });
            if (user % 10 == 6) db.Add(new UserCustomRole { UserId = id, RoleId = Id("role", customer, 0) });
        }
    }

    /// <summary>Writes rows past the gate.</summary>
    internal static async Task Write(Store store, Guid customer, Action<UsherDb> add)
    {
        await using var db = store.Context(customer);
        await using var turn = await store.BeginWrite(db, CancellationToken.None);
        add(db);
        if (await store.LockHead(db, customer, CancellationToken.None) is null) db.Add(new Head { Id = customer, Version = 1 });
        await db.SaveChangesAsync();
        await turn.Commit();
    }
}
