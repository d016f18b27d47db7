using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>People of a table are added, each row by its own permission (rule 23).</summary>
public class ImportTests
{
    private const string Head = "e-mail,first name,last name,role,custom roles,tenants\n";

    [Theory]
    [InlineData("email,first name\nnia@harbor.example,Nia\n")]
    [InlineData("\uFEFFE-Mail;First name;Last name\r\n\"nia@harbor.example\";\"Nia\";\"\"\r\n")]
    [InlineData("e-mail\tfirst name\ttenants\nnia@harbor.example\t Nia \tNorth\n\n")]
    [InlineData("first name,e-mail,tenants\n\"Nia\",NIA@Harbor.example,\"north, South\"")]
    public async Task A_table_is_read_as_spreadsheets_write_it(string csv)
    {
        await using var town = await Town.Open();
        var plan = await town.Read("support", new PreviewImport(csv));
        (plan.Adds, plan.Refuses, plan.Done).ShouldBe((1, 0, false), plan.Lines[0].Words);
        (await town.Do("support", new ImportUsers(csv))).Done.ShouldBeTrue();
        var nia = (await town.Snapshots.Customer(Town.Harbor, default))!.User("nia@harbor.example")!;
        nia.Name.ShouldBe("Nia");
        (await town.Do("support", new ImportUsers(csv))).Skips.ShouldBe(1, "a second time nothing changes");
    }

    [Fact]
    public async Task The_dry_run_says_of_each_row_what_then_happens()
    {
        await using var town = await Town.Open();
        const string csv = Head
            + "nia@harbor.example,Nia,Berg,Customer Admin,Signage Admin,north|South\n"
            + "user@harbor.example,User,,,,\n"
            + "NIA@harbor.example,Nia,Twice,,,\n"
            + "not an address,Bo,,,,\n"
            + "bo@harbor.example,=HYPERLINK(1),,,,\n"
            + "cy@harbor.example,Cy,,Super User,,\n"
            + "di@harbor.example,Di,,,No such role,\n"
            + "ed@harbor.example,Ed,,,,Nowhere\n"
            + "support@usher.example,Tomas,,,,\n";
        var plan = await town.Read("support", new PreviewImport(csv));
        plan.Lines.Select(line => line.Fate).ShouldBe([ImportFate.Add, ImportFate.Skip, .. Enumerable.Repeat(ImportFate.Refuse, 7)]);
        plan.Lines.Select(line => line.Row).ShouldBe(Enumerable.Range(2, 9));
        plan.Lines[0].Words.ShouldBe("Added as Customer Admin, Signage Admin in North, South, and invited by e-mail.");
        plan.Lines[2].Words.ShouldBe("Row 2 has the same address.");
        plan.Lines[4].Words.ShouldContain("formula");

        (await town.Try("support", new ImportUsers(csv))).ShouldBe(new RowsRefused(7));
        (await town.Snapshots.Customer(Town.Harbor, default))!.User("nia@harbor.example").ShouldBeNull("one row prevents the whole");
        var before = (await town.Snapshots.Customer(Town.Harbor, default))!.Version;
        var done = await town.Do("support", new ImportUsers(csv, ByRow: true));
        done.Lines.ShouldBe(plan.Lines);
        (await town.Snapshots.Customer(Town.Harbor, default))!.Version.ShouldBe(before + 1, "it is one change");
        var nia = (await town.Snapshots.Customer(Town.Harbor, default))!.User("nia@harbor.example")!;
        (nia.ConnectRole(town.Now), nia.User!.Tenants.Count, nia.User.CustomRoles.Count).ShouldBe((ConnectRole.CustomerAdmin, 2, 1));
    }

    [Fact]
    public async Task Each_row_needs_its_own_permission()
    {
        await using var town = await Town.Open();
        const string csv = Head + "nia@harbor.example,Nia,,,,\nbo@harbor.example,Bo,,Customer Admin,,\ncy@harbor.example,Cy,,,Signage Admin,\ndi@harbor.example,Di,,,,north\n";
        (await town.Try("user", new PreviewImport(csv))).ShouldBeOfType<NotAllowed>();
        (await town.Try("customeradmin", new ImportUsers(csv))).ShouldBeOfType<NotAllowed>("Customer Admins add nobody");
        var plan = await town.Read("useradmin", new PreviewImport(csv));
        plan.Lines.Select(line => line.Fate).ShouldBe([ImportFate.Add, ImportFate.Refuse, ImportFate.Refuse, ImportFate.Refuse]);
        plan.Lines[1].Words.ShouldContain("user");
        (await town.Do("useradmin", new ImportUsers(csv, ByRow: true))).Adds.ShouldBe(1);
        (await town.Snapshots.Customer(Town.Harbor, default))!.User("nia@harbor.example")!.User!.Tenants.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("e-mail,first name\n", "no people")]
    [InlineData("nia@harbor.example,Nia\n", "unknown")]
    [InlineData("e-mail\nnia@harbor.example\n", "first name at least")]
    [InlineData("e-mail,first name,e-mail\na,b,c\n", "twice")]
    [InlineData("e-mail,first name,salary\na,b,c\n", "unknown")]
    public async Task What_is_no_table_of_people_is_refused(string csv, string word)
    {
        await using var town = await Town.Open();
        (await town.Try("support", new PreviewImport(csv))).ShouldBeOfType<Invalid>().Errors["/csv"].ShouldHaveSingleItem().ShouldContain(word);
    }

    [Fact]
    public async Task A_table_of_a_hundred_thousand_people_is_refused_with_a_word_about_its_size()
    {
        await using var town = await Town.Open();
        var csv = "e-mail,first name\n" + string.Concat(Enumerable.Range(0, 100_000).Select(i => $"p{i}@harbor.example,P{i}\n"));
        (await town.Try("support", new PreviewImport(csv))).ShouldBeOfType<Invalid>().Errors["/csv"].ShouldHaveSingleItem().ShouldContain("Split it");
        var many = "e-mail,first name\n" + string.Concat(Enumerable.Range(0, ImportFile.MostRows + 1).Select(i => $"p{i}@h.example,P\n"));
        (await town.Try("support", new ImportUsers(many))).ShouldBeOfType<Invalid>().Errors["/csv"].ShouldHaveSingleItem().ShouldContain("more than");
    }

    [Fact]
    public async Task As_many_people_as_a_table_may_have_are_added_in_one_change()
    {
        await using var town = await Town.Open();
        var csv = "e-mail,first name\n" + string.Concat(Enumerable.Range(0, ImportFile.MostRows).Select(i => $"p{i}@harbor.example,P{i}\n"));
        var done = await town.Do("support", new ImportUsers(csv));
        (done.Adds, done.Lines.Count).ShouldBe((ImportFile.MostRows, ImportFile.MostRows));
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_and_shows_no_more_than_the_page()
    {
        await using var town = await Town.Open();
        var users = await town.Do("customeradmin", new ExportUsers(new(Query: "custom@harbor.example")));
        var one = users.ShouldHaveSingleItem();
        (one.Email, one.Role, one.CustomRoles, one.Tenants, one.Seat).ShouldBe(("custom@harbor.example", "User", "Signage Admin", "North|South", null));
        (await town.Do("useradmin", new ExportUsers(new(Query: "custom@harbor.example")))).Single().Tenants.ShouldBe("North|South");
        (await town.Try("user", new ExportUsers(new()))).ShouldBeOfType<NotAllowed>();
        (await town.Do("customeradmin", new ExportUsers(new()))).Count.ShouldBe((await town.Snapshots.Customer(Town.Harbor, default))!.Users.Count());
    }

    [Fact]
    public async Task The_directory_s_columns_are_kept_of_those_who_are_added_and_of_those_who_are_here()
    {
        await using var town = await Town.Open();
        const string csv = "e-mail,first name,job,department,location,manager\n"
            + "nia@harbor.example,Nia,Buyer,Stores,Porto,bo@harbor.example\n"
            + "bo@harbor.example,Bo,Head of Stores,,,editor@harbor.example\n"
            + "user@harbor.example,User,Clerk,,,NIA@harbor.example\n"
            + "default@harbor.example,Default,,,,\n";
        var plan = await town.Read("useradmin", new PreviewImport(csv));
        plan.Lines.Select(line => line.Fate).ShouldBe([ImportFate.Add, ImportFate.Add, ImportFate.Change, ImportFate.Skip]);
        plan.Lines[2].Words.ShouldBe("A user here. Changes: job, manager.");
        (await town.Do("useradmin", new ImportUsers(csv))).ShouldSatisfyAllConditions(r => r.Adds.ShouldBe(2), r => r.Changes.ShouldBe(1), r => r.Skips.ShouldBe(1));
        var rows = (await town.Rows<User>()).ToDictionary(user => user.Email);
        var (nia, bo, user) = (rows["nia@harbor.example"], rows["bo@harbor.example"], rows["user@harbor.example"]);
        (nia.Job, nia.Department, nia.Location, nia.ManagerId).ShouldBe(("Buyer", "Stores", "Porto", bo.Id));
        (bo.Job, bo.Department, bo.ManagerId).ShouldBe(("Head of Stores", null, town["editor"]));
        (user.Job, user.ManagerId, user.FirstName).ShouldBe(("Clerk", nia.Id, "User"));
        (await town.Read("useradmin", new PreviewImport(csv))).Skips.ShouldBe(4, "a second time nothing changes");

        var exported = (await town.Do("useradmin", new ExportUsers(new(Query: "nia@harbor.example")))).Single();
        (exported.Job, exported.Department, exported.Location, exported.Manager).ShouldBe(("Buyer", "Stores", "Porto", "bo@harbor.example"));
        (await town.Do("customeradmin", new ExportUsers(new(Query: "nia@harbor.example")))).Single().ShouldSatisfyAllConditions(one => one.Job.ShouldBeNull(), one => one.Manager.ShouldBeNull());
    }

    [Fact]
    public async Task Nobody_is_managed_in_a_circle_by_a_table_nor_by_who_is_not_here()
    {
        await using var town = await Town.Open();
        await town.Do("useradmin", new DescribeUser(town["default"], null, null, null, town["editor"]));
        await town.Do("customeradmin", new DeactivateUser(town["subject"]));
        const string csv = "e-mail,first name,manager\n"
            + "a@harbor.example,A,b@harbor.example\n"
            + "b@harbor.example,B,c@harbor.example\n"
            + "c@harbor.example,C,a@harbor.example\n"
            + "d@harbor.example,D,d@harbor.example\n"
            + "e@harbor.example,E,nobody@harbor.example\n"
            + "f@harbor.example,F,e@harbor.example\n"
            + "g@harbor.example,G,subject@harbor.example\n"
            + "h@harbor.example,H,default@harbor.example\n"
            + "editor@harbor.example,Editor,h@harbor.example\n"
            + "i@harbor.example,I,no address\n"
            + "j@harbor.example,J,=1\n"
            + "k@harbor.example,K,editor@harbor.example\n";
        var plan = await town.Read("useradmin", new PreviewImport(csv));
        plan.Lines.Where(line => line.Fate != ImportFate.Refuse).Select(line => line.Email).ShouldBe(["k@harbor.example"]);
        plan.Lines[0].Words.ShouldContain("managed by them");
        plan.Lines[4].Words.ShouldBe("The manager is no user here, and is not added by this file.");
        plan.Lines[5].Words.ShouldBe(plan.Lines[4].Words, "who would manage them is not added after all");
        plan.Lines[6].Words.ShouldContain("deactivated");
        (await town.Try("useradmin", new ImportUsers(csv))).ShouldBe(new RowsRefused(11));
        (await town.Do("useradmin", new ImportUsers(csv, ByRow: true))).Lines.ShouldBe(plan.Lines);
        (await town.Rows<User>()).Single(user => user.Email == "k@harbor.example").ManagerId.ShouldBe(town["editor"]);
    }

    [Fact]
    public async Task The_directory_s_columns_need_the_right_to_keep_it()
    {
        await using var town = await Town.Open();
        const string csv = "e-mail,first name,job\nnia@harbor.example,Nia,Buyer\nuser@harbor.example,User,Clerk\nbo@harbor.example,Bo,\n";
        (await town.Read("support", new PreviewImport(csv))).Lines.Select(line => line.Fate).ShouldBe([ImportFate.Refuse, ImportFate.Refuse, ImportFate.Add]);
        (await town.Do("support", new ImportUsers(csv, ByRow: true))).Adds.ShouldBe(1);
        (await town.Rows<User>()).Single(user => user.Email == "user@harbor.example").Job.ShouldBeNull();
    }
}
