using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Platform.Jobs;
using Usher.Tests.Acts;

namespace Usher.Tests.Directory;

/// <summary>A closed customer: everything is refused to its people and machines, nothing is deleted, a Super User reopens it.</summary>
public class ClosingTests
{
    [Fact]
    public async Task Closing_needs_a_note_is_done_once_and_undone_only_then()
    {
        await using var town = await Town.Open();
        (await town.Try("super", new CloseCustomer())).ShouldBeOfType<ClosingNeedsNote>();
        (await town.Try(town.As("super") with { Note = " " }, new CloseCustomer())).ShouldBeOfType<ClosingNeedsNote>();
        (await town.Try("super", new ReopenCustomer())).ShouldBeOfType<CustomerIsOpen>();
        await Close(town);
        (await town.Try(town.As("super") with { Note = "Again." }, new CloseCustomer())).ShouldBeOfType<CustomerIsClosed>();
        await town.Do("super", new ReopenCustomer());
        (await town.Try("super", new ReopenCustomer())).ShouldBeOfType<CustomerIsOpen>();
    }

    [Fact]
    public async Task Everything_is_refused_to_everyone_in_it_at_once_and_other_customers_notice_nothing()
    {
        await using var town = await Town.Open();
        await Close(town);
        var facts = (await town.Snapshots.Customer(Town.Harbor, default))!;
        foreach (var actor in facts.Users.Append(facts.IntegrationUser(town["recorder"])!))
            foreach (var permission in Permission.Catalogue)
                Authorizer.Decide(actor, permission, Target.Of(facts), town.Now).Allowed.ShouldBeFalse($"{actor.Name}: {permission.Name}");
        foreach (var who in Columns.Of.Keys.Except(["support", "super"]))
            (await town.Try(who, new ViewMe())).ShouldBeOfType<NotAllowed>(who).Ground.ShouldBe(Ground.Closed, who);
        await town.Read("customeradmin@lakeside", new ViewMe());
    }

    [Fact]
    public async Task Of_staff_a_Super_User_alone_sees_it_and_reopens_it_and_does_nothing_else()
    {
        await using var town = await Town.Open();
        await Close(town);
        (await town.Try("support", new ViewCustomer())).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Closed);
        (await town.Try("super", new EditCustomer("Harbor Two"))).ShouldBeOfType<NotAllowed>().Ground.ShouldBe(Ground.Closed);
        (await town.Read(town.As("support", Guid.Empty), new ListCustomers())).Items.Single(line => line.Slug == "harbor").Closed.ShouldBeTrue();
        var seen = await town.Read("super", new ViewCustomer());
        (seen.Closed, seen.Can["close"].Allowed, seen.Can["edit"].Allowed).ShouldBe((true, true, false));
        seen.Can["edit"].Why!.ShouldContain("closed");
        (await town.Try("super", new ReopenCustomer())).ShouldBeNull();
    }

    [Fact]
    public async Task Nothing_but_sessions_is_deleted_and_reopened_it_is_as_it_was()
    {
        await using var town = await Town.Open();
        await town.Newcomer("pat");
        await town.Accept("pat");
        var (held, rows) = (await Held(town), await Rows(town));
        (await town.Rows<Session>()).ShouldContain(session => session.CustomerId == Town.Harbor);
        await Close(town);
        (await town.Rows<Session>()).ShouldAllBe(session => session.CustomerId != Town.Harbor);
        await town.Do("super", new ReopenCustomer());

        (await Held(town)).ShouldBe(held, ignoreOrder: true);
        (await Rows(town)).Except(rows).ShouldBeEmpty();
        rows.Except(await Rows(town)).ShouldBeEmpty();
        (await town.May("pat", Permission.CallView)).ShouldBeTrue();
    }

    [Fact]
    public async Task Nobody_signs_in_and_who_knows_the_password_hears_why()
    {
        await using var town = await Town.Open();
        await town.Newcomer("pat");
        await town.Accept("pat");
        var cookie = (await town.SignIn("pat@harbor.example", Town.Password)).Value!;
        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldNotBeNull();
        await Close(town);

        (await town.Sessions.Find(cookie.AsMemory(), default)).ShouldBeNull();
        (await town.SignIn("pat@harbor.example", "not that at all")).Refused.ShouldBeOfType<SignInRefused>();
        (await town.SignIn("pat@harbor.example", Town.Password)).Refused.ShouldBeOfType<OrganizationClosed>();
        (await town.SignIn("nobody@harbor.example", Town.Password)).Refused.ShouldBeOfType<SignInRefused>();
        var link = await town.Do("host", new MakeUserLink("pat@harbor.example"));
        (await town.SetPassword(link.Token!, "another harbour at dusk")).Refused.ShouldBeOfType<LinkNotValid>();
        (await town.Rows<Session>()).ShouldAllBe(session => session.CustomerId != Town.Harbor);

        await town.Do("super", new ReopenCustomer());
        (await town.SetPassword(link.Token!, "another harbour at dusk")).Refused.ShouldBeNull("a link that was sent is good for its time");
        (await town.SignIn("pat@harbor.example", "another harbour at dusk")).Refused.ShouldBeNull();
    }

    [Fact]
    public async Task Who_is_a_user_elsewhere_too_signs_in_there_and_sees_the_closed_one_nowhere()
    {
        await using var town = await Town.Open();
        await town.Newcomer("pat");
        await town.Accept("pat");
        town.Call("pat@lakeside", await town.Do(town.As("support", Town.Lakeside), new AddUser(new("pat@harbor.example", "Pat"), ConnectRole.User, [], [])));
        await Close(town);
        var cookie = (await town.SignIn("pat@harbor.example", Town.Password)).Value!;
        (await town.Sessions.Find(cookie.AsMemory(), default))!.Caller.Customer.ShouldBe(Town.Lakeside);
        (await town.Read(town.As("pat@lakeside"), new ViewMe())).Customers.Select(customer => customer.Slug).ShouldBe(["lakeside"]);

        await town.Do("super", new ReopenCustomer());
        (await town.Read(town.As("pat@lakeside"), new ViewMe())).Customers.Select(customer => customer.Slug).ShouldBe(["harbor", "lakeside"]);
    }

    [Fact]
    public async Task A_password_that_is_changed_elsewhere_revokes_the_keys_in_the_closed_one_as_well()
    {
        await using var town = await Town.Open();
        await town.Newcomer("pat");
        await town.Accept("pat");
        var key = (await town.Do("pat", new MakePersonalKey("mine", ["profile/edit"], 30))).Id;
        town.Call("pat@lakeside", await town.Do(town.As("support", Town.Lakeside), new AddUser(new("pat@harbor.example", "Pat"), ConnectRole.User, [], [])));
        await Close(town);
        (await town.ChangePassword(town.As("pat@lakeside"), Town.Password, "another harbour at dusk")).Refused.ShouldBeNull();
        (await town.Rows<ApiKey>()).Single(one => one.Id == key).Revoked.ShouldBeTrue();
    }

    [Fact]
    public async Task The_trail_says_who_closed_and_reopened_it_and_why()
    {
        await using var town = await Town.Open();
        await Close(town);
        await town.Do(town.As("super") with { Note = "They paid." }, new ReopenCustomer());
        var trail = (await town.Read("customeradmin", new Usher.Governance.ReadConnectAudit(new() { Refused = false, Take = 2 }))).Lines;
        trail.Select(line => (line.Act, line.Entry.GetProperty("note").GetString())).ShouldBe([(nameof(ReopenCustomer), "They paid."), (nameof(CloseCustomer), "The contract ended.")]);
    }

    private static Task Close(Town town) => town.Do(town.As("super") with { Note = "The contract ended." }, new CloseCustomer());

    /// <summary>What everyone and everything in it holds.</summary>
    private static async Task<List<string>> Held(Town town)
    {
        var facts = (await town.Snapshots.Customer(Town.Harbor, default))!;
        return [.. facts.Users.Append(facts.IntegrationUser(town["recorder"])!).Select(actor => $"{actor.Name} {actor.Digest(town.Now)}")];
    }

    /// <summary>Every row of harbor's, of every table but the log, its head, jobs and sessions.</summary>
    private static async Task<List<string>> Rows(Town town)
    {
        await using var db = town.Store.Context(Town.Harbor);
        var rows = new List<string>();
        var read = typeof(ClosingTests).GetMethod(nameof(Read), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!;
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(Usher.Data.ICustomerOwned))).Select(e => e.ClrType))
            if (entity != typeof(AuditEntry) && entity != typeof(AuditSubject))
                rows.AddRange(await (Task<List<string>>)read.MakeGenericMethod(entity).Invoke(null, [db])!);
        rows.Count.ShouldBeGreaterThan(40);
        return rows;
    }

    private static async Task<List<string>> Read<T>(DbContext db)
        where T : class =>
        [.. (await db.Set<T>().AsNoTracking().ToListAsync()).Select(row => $"{typeof(T).Name} {string.Join(' ', db.Entry(row).Properties.Select(p => p.CurrentValue is byte[] bytes ? Convert.ToHexString(bytes) : $"{p.CurrentValue}"))}")];
}
