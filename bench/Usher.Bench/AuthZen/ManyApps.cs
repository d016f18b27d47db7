using System.Globalization;
using Usher.Access;
using Usher.Data;
using Usher.Directory;

namespace Usher.Bench.AuthZen;

/// <summary>One customer of 10,000 users who see 300 apps, in a real store. The same every time.</summary>
internal static class ManyApps
{
    public const int Users = 10_000;
    public const int Apps = 300;
    public const string Slug = "acme";

    private const int Roles = 20;
    private const int PickedOnEach = 15;

    public static string App(int app) => string.Create(CultureInfo.InvariantCulture, $"app-{app:D3}");

    public static string Email(int user) => string.Create(CultureInfo.InvariantCulture, $"person.{user:D5}@acme.example");

    /// <summary>Writes the world, unless it is there.</summary>
    /// <returns>A platform key that may ask.</returns>
    public static async Task<string> Fill(Store store, string folder)
    {
        var file = Path.Combine(folder, "keys");
        if (File.Exists(file)) return await File.ReadAllTextAsync(file);
        var ask = KeyText.New(Guid.Empty, LargeWorld.Id("key", 0, 1));
        var since = DateTimeOffset.UnixEpoch;
        await LargeWorld.Write(store, Guid.Empty, db =>
        {
            db.Add(new App { Id = LargeWorld.Id("app", 0, -1), Slug = global::Usher.Directory.App.Insights, Name = "Insights", Publisher = "Usher", Summary = "Calls", Categories = "All" });
            for (var app = 0; app < Apps; app++) db.Add(new App { Id = LargeWorld.Id("app", 0, app), Slug = App(app), Name = App(app), Publisher = "Usher", Summary = App(app), Categories = "All" });
            db.Add(new ApiKey { Id = ask.Id, HolderKind = ActorKind.PlatformKey, HolderId = ask.Id, Name = "asks", Hash = ask.Hash(), Permissions = Permission.DecisionAsk.Name, Expires = DateTimeOffset.MaxValue, Since = since });
        });
        await LargeWorld.Write(store, LargeWorld.Id("customer", 0, 0), db =>
        {
            db.Add(new Customer { Id = LargeWorld.Id("customer", 0, 0), Slug = Slug, Name = Slug, Seats = Users });
            for (var tenant = 0; tenant < 2; tenant++) db.Add(new Tenant { Id = LargeWorld.Id("tenant", 0, tenant), Slug = $"tenant-{tenant}", Name = $"Tenant {tenant}", Product = "Elite", ExternalId = $"acme-{tenant}" });
            for (var role = 0; role < Roles; role++)
            {
                db.Add(new CustomRole { Id = LargeWorld.Id("role", 0, role), Slug = $"role-{role}", Name = $"Role {role}" });
                for (var app = 0; app < PickedOnEach; app++) db.Add(new CustomRoleApp { RoleId = LargeWorld.Id("role", 0, role), AppId = LargeWorld.Id("app", 0, ((role * PickedOnEach) + app) % Apps) });
            }

            for (var user = 0; user < Users; user++)
            {
                var id = LargeWorld.Id("user", 0, user);
                db.Add(new User
                {
                    Id = id,
                    AccountId = LargeWorld.Id("account", 0, user),
                    Email = Email(user),
                    FirstName = "Person",
                    LastName = user.ToString(CultureInfo.InvariantCulture),
                    Active = user % 20 != 19,
                    Connect = user % 50 == 1 ? ConnectRole.CustomerAdmin : ConnectRole.User,
                    Since = since,
                });
                db.Add(new UserTenant { UserId = id, TenantId = LargeWorld.Id("tenant", 0, user % 2) });
                for (var role = 0; role < user % 4; role++) db.Add(new UserCustomRole { UserId = id, RoleId = LargeWorld.Id("role", 0, (user + (role * 7)) % Roles) });
            }
        });
        await File.WriteAllTextAsync(file, ask.ToString());
        return ask.ToString();
    }
}
