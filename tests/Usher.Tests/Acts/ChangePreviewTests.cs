using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Machines;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Access;
using Usher.Tests.Directory;

namespace Usher.Tests.Acts;

/// <summary>A preview is what then happens, to the decision; and it changes nothing.</summary>
public class ChangePreviewTests
{
    private static readonly MethodInfo Preview = typeof(Gate).GetMethod(nameof(Gate.Preview))!;

    /// <summary>What changes facts that decide, and is not previewed.</summary>
    private static readonly Dictionary<Type, string> NotPreviewed = new()
    {
        [typeof(AddUser)] = "who comes had nothing before: the form itself says what they get",
        [typeof(InviteUser)] = "the same",
        [typeof(ImportUsers)] = "the same: its dry run says so of each row",
        [typeof(Usher.Upstream.SettleReports)] = "a product says what happened there, and asks nobody",
        [typeof(RenameUser)] = "a name decides nothing",
        [typeof(DescribeUser)] = "job, department, location and manager decide nothing",
        [typeof(SetMyPicture)] = "a picture decides nothing",
        [typeof(RemovePicture)] = "the same",
        [typeof(RenameTeam)] = "a name decides nothing",
        [typeof(GiveSeat)] = "a seat decides about recording, not about access",
        [typeof(TakeSeat)] = "the same",
        [typeof(ChangeSeats)] = "the same",
        [typeof(ApproveSeatRequest)] = "the same",
        [typeof(ProvisionSeats)] = "the same",
        [typeof(EditOrganization)] = "its numbers bound later changes, and flip no decision",
        [typeof(CreateTeam)] = "nobody is in a new team",
        [typeof(SetDestination)] = "a destination gives access to nobody (rule 12)",
        [typeof(BindChannel)] = "who is in a channel is read from Slack afterwards",
        [typeof(DisconnectSlack)] = "it ends whatever is seen through channels, which the page says",
        [typeof(UnbindChannel)] = "who is in the channel stays in it (rule 12)",
        [typeof(CreateIntegrationUser)] = "without approval and key it does nothing (rules 17, 18)",
        [typeof(MakeKey)] = "a key holds what its integration user has",
        [typeof(RotateKey)] = "the same",
        [typeof(RevokeKey)] = "the same",
        [typeof(MakePersonalKey)] = "a key holds what its person has (rule 25)",
        [typeof(RevokePersonalKey)] = "the same",
        [typeof(EditCustomer)] = "a name and a domain decide nothing",
        [typeof(CloseCustomer)] = "it ends everything: the page counts whom before",
        [typeof(ReopenCustomer)] = "it brings back what was",
        [typeof(PublishOwnApp)] = "nobody has a new app yet, and a new version gives nobody more",
        [typeof(RemindOfApp)] = "the same",
        [typeof(RemoveApp)] = "it was not in use",
        [typeof(ApproveAppUpdate)] = "its scopes an Organization Admin gives",
        [typeof(OwnAppIntegrationUser)] = "it reads its own app's configuration, which the page says",
        [typeof(MakeAppKey)] = "a key holds what its integration user has",
        [typeof(RevokeAppKey)] = "the same",
        [typeof(MakePlatformKey)] = "of no customer",
        [typeof(RevokePlatformKey)] = "of no customer",
        [typeof(GrantStaffRole)] = "of no customer: staff are not in its facts",
        [typeof(EndStaffRole)] = "the same",
        [typeof(CreateCustomer)] = "nobody was there before",
        [typeof(SetUpCustomer)] = "the same",
        [typeof(StoreConnection)] = "it comes after a sign-in elsewhere: the page of the app says what being active means",
        [typeof(RequestApp)] = "an app that is not active decides nothing",
        [typeof(ApproveApp)] = "the same",
        [typeof(DeclineApp)] = "the same",
    };

    public static TheoryData<string> Previewed => [.. Acts().Where(IsPreviewed).Select(act => act.Name)];

    [Fact]
    public async Task Whatever_changes_facts_that_decide_is_previewed_or_said_not_to_be()
    {
        var changing = new List<string>();
        foreach (var sample in Sample.All.Values.Where(sample => !sample.Reads))
        {
            await using var town = await Town.Open();
            await sample.Prepare(town);
            var before = await Version(town, sample);
            (await sample.Try(town, sample.Caller(town))).ShouldBeNull(sample.Act.Name);
            if (await Version(town, sample) != before) changing.Add(sample.Act.Name);
        }

        changing.Except(Acts().Where(IsPreviewed).Select(act => act.Name)).Except(NotPreviewed.Keys.Select(act => act.Name)).ShouldBeEmpty();
        // What is in the list is in it for a reason that is true.
        NotPreviewed.Keys.Where(IsPreviewed).ShouldBeEmpty();
        NotPreviewed.Keys.Select(act => act.Name).Except(changing).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Previewed))]
    public async Task A_preview_changes_nothing_and_its_confirmation_does_what_it_showed(string act)
    {
        var sample = Sample.All.Values.Single(one => one.Act.Name == act);
        await using var town = await Town.Open();
        await sample.Prepare(town);
        var (caller, input) = (sample.Caller(town), await sample.Input(town));
        var was = (await town.Snapshots.Customer(caller.Customer, default))!;
        var head = await HeadOf(town, caller.Customer);
        var (jobs, outside) = ((await town.Rows<Usher.Platform.Jobs.Job>(caller.Customer)).Count, OutsideOf(town, caller.Customer));

        var (preview, refused) = await Ask(town, caller, input);
        refused.ShouldBeNull();
        var now = await HeadOf(town, caller.Customer);
        (now.Version, now.LogSize, Convert.ToHexString(now.Frontier)).ShouldBe((head.Version, head.LogSize, Convert.ToHexString(head.Frontier)));
        (await town.Rows<Usher.Platform.Jobs.Job>(caller.Customer)).Count.ShouldBe(jobs);
        OutsideOf(town, caller.Customer).ShouldBe(outside);
        (await town.Snapshots.Customer(caller.Customer, default)).ShouldBeSameAs(was);

        (await Sample.Try(town, caller with { Confirms = preview!.Token, IfMatch = preview.Token.Revision }, input)).ShouldBeNull();
        var after = (await town.Snapshots.Customer(caller.Customer, default))!;
        NaiveFlips.Of(preview.Flips).SetEquals(NaiveFlips.Between(was, after, town.Now)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_change_is_refused_as_a_preview_too()
    {
        await using var town = await Town.Open();
        await Refused<NotAllowed>("user", new AssignTenants(town["subject"], []));
        await Refused<NotAllowed>("customeradmin", new AssignConnectRole(town["customeradmin"], ConnectRole.User, null));
        await Refused<EndsInThePast>("customeradmin", new AssignConnectRole(town["subject"], ConnectRole.CustomerAdmin, town.Now));
        await Refused<NotFound>("customeradmin", new DeactivateUser(Guid.NewGuid()));
        await Refused<NameTaken>("customeradmin", new CreateCustomRole("Signage Admin", []));
        await Refused<NotFound>("customeradmin@lakeside", new DeactivateUser(town["subject"]));
        var stranger = town.As("customeradmin@lakeside", Town.Harbor);
        (await town.Gate.Preview(stranger, new DeactivateUser(town["subject"]))).Refused.ShouldBeOfType<NotFound>();

        async Task Refused<T>(string who, object act)
            where T : Refusal
        {
            (await Ask(town, town.As(who), act)).Refused.ShouldBeOfType<T>();
            (await Sample.Try(town, town.As(who), act)).ShouldBeOfType<T>();
        }
    }

    [Fact]
    public async Task A_token_is_of_one_caller_one_act_and_one_input_and_no_revision()
    {
        await using var town = await Town.Open();
        var act = new EditCustomRole("signage-admin", Apps: ["menu"]);
        var token = (await town.Gate.Preview(town.As("customeradmin"), act)).Value!.Token;
        PreviewToken.Parse(token.ToString()).ShouldBe(token);
        PreviewToken.Parse("7").ShouldBeNull();

        Caller With(string who) => town.As(who) with { Confirms = token };
        (await town.Try(With("customeradmin2"), act)).ShouldBeOfType<PreviewChanged>();
        (await town.Try(With("customeradmin"), new EditCustomRole("signage-admin", Apps: ["menu", "signage"]))).ShouldBeOfType<PreviewChanged>();
        (await town.Try(With("customeradmin"), new AssignCustomRoles(town["user"], ["signage-admin"]))).ShouldBeOfType<PreviewChanged>();
        (await town.Try(With("customeradmin"), new RenameUser(town["subject"], "Sue", "Example"))).ShouldBeOfType<SomeoneChangedThis>();
        (await town.Try(With("customeradmin") with { IfMatch = 0 }, act)).ShouldNotBeNull();
        (await town.Facts("custom")).Home!.Facts.CustomRoles.Single().Apps.ShouldBe([(await town.Facts("custom")).Home!.App("signage")!.Value]);
        (await town.Try(With("customeradmin"), act)).ShouldBeNull();
    }

    [Fact]
    public async Task A_confirmation_is_refused_with_a_new_preview_once_it_would_flip_anything_else()
    {
        await using var town = await Town.Open();
        var act = new EditCustomRole("signage-admin", Apps: ["menu", "signage"]);
        var first = (await town.Gate.Preview(town.As("customeradmin"), act)).Value!;
        first.Gains.People.ShouldBe(1);
        await town.Do("customeradmin2", new AssignCustomRoles(town["user"], ["signage-admin"]));

        var size = (await HeadOf(town, Town.Harbor)).LogSize;
        var changed = (await town.Try(town.As("customeradmin") with { Confirms = first.Token }, act)).ShouldBeOfType<PreviewChanged>();
        changed.Preview.Gains.People.ShouldBe(2);
        (await HeadOf(town, Town.Harbor)).LogSize.ShouldBe(size);
        (await town.Read("customeradmin", new ViewCustomRole("signage-admin"))).Apps.Count.ShouldBe(1);
        // What changed meanwhile and flips nothing else is no reason to ask again.
        await town.Do("customeradmin2", new RenameUser(town["subject"], "Sue", "Example"));
        await town.Do(town.As("customeradmin") with { Confirms = changed.Preview.Token }, act);
        (await town.Read("customeradmin", new ViewCustomRole("signage-admin"))).Apps.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_preview_names_nothing_of_Insights_to_those_who_do_not_see_its_directory()
    {
        await using var town = await Town.Open();
        var act = new DeactivateUser(town["default"]);
        var toAdmin = (await town.Gate.Preview(town.As("customeradmin"), act)).Value!;
        toAdmin.Withheld.ShouldBeTrue();
        Lines(toAdmin.Losses).ShouldAllBe(line => Permission.Find(line.Permission)!.Section == Section.Connect);
        Lines(toAdmin.Losses).ShouldAllBe(line => line.CallsOf == null && line.Teams == null);
        toAdmin.Losses.Groups.SelectMany(group => group.People).Select(person => person.Id).Distinct().ShouldBe([town["default"]]);

        await town.Do("orgadmin", new SetLevel(town["customeradmin"], InsightsRole.UserAdmin, null, null));
        var toBoth = (await town.Gate.Preview(town.As("customeradmin"), act)).Value!;
        toBoth.Withheld.ShouldBeFalse();
        Lines(toBoth.Losses).Single(line => line.Permission == "call/view").CallsOf!.Names.ShouldBe(["sales"]);

        var level = (await town.Gate.Preview(town.As("orgadmin"), new SetLevel(town["default"], InsightsRole.Editor, null, ["sales"]))).Value!;
        level.Withheld.ShouldBeFalse();
        Lines(level.Gains).Single(line => line.Permission == "destination/configure").Teams!.Names.ShouldBe(["sales"]);
    }

    [Fact]
    public async Task A_note_is_asked_for_when_it_is_done_not_when_it_is_previewed()
    {
        await using var town = await Town.Open();
        await town.Gate.Effect(Town.Harbor, "Test", Section.Connect, async work =>
        {
            (await work.Db.Customers.SingleAsync(customer => customer.Id == Town.Harbor)).NotesRequired = true;
            return true;
        });
        var act = new AssignTenants(town["subject"], ["north"]);
        var token = (await town.Gate.Preview(town.As("support"), act)).Value!.Token;
        (await town.Try(town.As("support") with { Confirms = token }, act)).ShouldBeOfType<NoteRequired>();
        (await town.Try(town.As("support") with { Confirms = token, Note = "Left the south." }, act)).ShouldBeNull();
    }

    /// <summary>Previews any act through the town's gate.</summary>
    internal static async Task<(ChangePreview? Preview, Refusal? Refused)> Ask(Town town, Caller caller, object act)
    {
        var kind = act.GetType().BaseType!;
        while (!kind.IsGenericType) kind = kind.BaseType!;
        var task = (Task<Outcome<ChangePreview>>)Preview.MakeGenericMethod(kind.GetGenericArguments()).Invoke(town.Gate, [caller, act, CancellationToken.None])!;
        var outcome = await task;
        return (outcome.Value, outcome.Refused);
    }

    internal static bool IsPreviewed(Type act) => act.IsAssignableTo(typeof(IChangesAccess));

    private static IEnumerable<PreviewLine> Lines(PreviewSide side) => side.Groups.SelectMany(group => group.Decisions);

    private static IEnumerable<Type> Acts() => Sample.All.Keys;

    private static async Task<long> Version(Town town, Sample sample) => (await HeadOf(town, sample.Caller(town).Customer))?.Version ?? 0;

    private static async Task<Head> HeadOf(Town town, Guid customer)
    {
        await using var db = town.Store.Context(customer);
        return (await db.Set<Head>().AsNoTracking().FirstOrDefaultAsync(head => head.Id == customer))!;
    }

    private static int OutsideOf(Town town, Guid customer) => town.Heads.Chain(customer)!.Heads.Count;
}
