using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;

namespace Usher.Web.Demo.Rooms;

/// <summary>The catalogue, who works at the vendor, and each customer with its people.</summary>
internal sealed class PeopleDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 10;

    /// <inheritdoc/>
    public async Task Begin(DemoStage stage)
    {
        var host = Caller.PlatformTeam(Guid.Empty);
        await stage.Do(host, new SeedCatalogue());
        foreach (var (email, name, role) in DemoStaff.All.OrderBy(staff => staff.Role != StaffRole.SuperUser))
        {
            var by = role == StaffRole.SuperUser
                ? host
                : stage.As(DemoStaff.All.First(staff => staff.Role == StaffRole.SuperUser).Email, Guid.Empty);
            stage.Ids[email] = await stage.Do(by, new GrantStaffRole(role, email, name));
        }
    }

    /// <summary>Staff add people; a Customer Admin looks after roles in the own customer.</summary>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        var (customer, admin) = (town.Of, town.Admin);
        var setUp = await stage.Do(Caller.PlatformTeam(town.Id), new SetUpCustomer(
            town.Slug, customer.Name, [.. customer.Tenants.Select(t => new NewTenant(t.Slug, t.Name, t.Product, t.ExternalId))],
            customer.Seats, Insights: true, new Newcomer(admin.Email, admin.First, admin.Last)));
        stage.Ids[admin.Email] = setUp.CustomerAdmin;

        stage.DaysAgo(56);
        var support = stage.As(DemoStaff.Support, town.Id);
        await stage.Do(support, new EditCustomer(Domains: customer.Domains, SalesforceAccount: customer.SalesforceAccount));
        var tenants = customer.Tenants.Select(t => t.Slug).ToList();
        foreach (var person in customer.People.Where(p => p != admin))
            stage.Ids[person.Email] =
                await stage.Do(support, new AddUser(new Newcomer(person.Email, person.First, person.Last), ConnectRole.User, [], tenants));
    }
}

/// <summary>A customer whose contract ended: closed, and nothing of it deleted.</summary>
internal sealed class ClosedCustomerDemo : IDemoPart
{
    private const string Slug = "quarry";

    /// <inheritdoc/>
    public int Order => 90;

    /// <inheritdoc/>
    public async Task Begin(DemoStage stage)
    {
        var customer = CreateCustomer.IdFor(Slug);
        await stage.Do(Caller.PlatformTeam(customer), new SetUpCustomer(Slug, "Quarry Stone",
            [new("main", "Quarry Main", "Elite", "ELT-1180")], 5, Insights: false, new Newcomer("admin@quarry.example", "Petra", "Novak")));
        await stage.Do(stage.As(DemoStaff.Support, customer), new EditCustomer(Domains: ["quarry.example"]));
        stage.DaysAgo(20);
        await stage.Do(stage.As(DemoStaff.Super, customer) with { Note = "The contract ended in autumn." }, new CloseCustomer());
        await stage.Settle();
    }
}

/// <summary>Roles, levels, teams and seats of each customer.</summary>
internal sealed class RolesDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 30;

    /// <inheritdoc/>
    public async Task Make(DemoStage stage, DemoTown town)
    {
        var admin = stage.As(town.Admin.Email, town.Id);
        var role = await stage.Do(admin, new CreateCustomRole("Signage Admin", ["signage"]));
        foreach (var person in town.Of.People.Where(p => p.CustomRoles.Count > 0))
            await stage.Do(admin, new AssignCustomRoles(stage.Ids[person.Email], [role]));
        await stage.Do(admin, new AppointFirstOrganizationAdmin(stage.Ids[town.OrganizationAdmin.Email]));

        stage.DaysAgo(54);
        var orgAdmin = stage.As(town.OrganizationAdmin.Email, town.Id);
        foreach (var person in town.Of.People.Where(p => p.Insights is "user-admin" or "editor"))
        {
            var level = person.Insights == "editor" ? InsightsRole.Editor : InsightsRole.UserAdmin;
            await stage.Do(orgAdmin, new SetLevel(stage.Ids[person.Email], level, null, null));
        }

        foreach (var person in town.Of.People.Where(p => p.Job is not null || p.Department is not null))
            await stage.Do(orgAdmin, new DescribeUser(stage.Ids[person.Email], person.Job, person.Department, null, null));

        foreach (var (team, members) in town.Of.Teams)
        {
            var made = await stage.Do(orgAdmin, new CreateTeam(char.ToUpperInvariant(team[0]) + team[1..], team));
            foreach (var member in members) await stage.Do(orgAdmin, new AddTeamMember(made.Id, stage.Ids[member]));
        }

        await GiveSeats(stage, town, orgAdmin);
    }

    /// <summary>At most ten a day: more would be a major change (rule 21).</summary>
    private static async Task GiveSeats(DemoStage stage, DemoTown town, Caller orgAdmin)
    {
        var day = 53;
        foreach (var some in town.Of.People.Where(p => p.Seat).Chunk(9))
        {
            stage.DaysAgo(day);
            foreach (var person in some) await stage.Do(orgAdmin, new GiveSeat(stage.Ids[person.Email]));
            day -= 2;
        }
    }
}
