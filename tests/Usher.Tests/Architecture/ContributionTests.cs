using System.Text.RegularExpressions;
using Usher.Access;
using Usher.Data;
using Usher.Delivery.Inbox;
using Usher.Identity;
using Usher.Platform;
using Usher.Tests.Delivery;
using Usher.Tests.Directory;
using Usher.Tests.Stores;
using Usher.Web.Demo;

namespace Usher.Tests.Architecture;

/// <summary>What is gathered from all rooms is contributed by each: a room that is added is found, and nothing else changes.</summary>
public sealed partial class ContributionTests
{
    private static readonly string Source = Path.Combine(Repository.Root, "src", "Usher");

    [Fact]
    public async Task A_room_of_another_assembly_has_its_pages_and_what_waits_in_it_beside_those_of_the_others()
    {
        await using var town = await Town.Open();
        (await town.Read("user", new ViewMe())).Pages.Keys.ShouldNotContain(Annex.Name);
        using var open = Annex.Open();
        var pages = (await town.Read("user", new ViewMe())).Pages;
        pages[Annex.Name].Allowed.ShouldBeTrue();
        pages.Keys.ShouldContain("calls");
        (await town.Read("orgadmin", new ListWhatNeedsMe())).Items.Select(need => need.Kind).ShouldBe([Annex.Name, "request"]);
    }

    [Fact]
    public async Task Its_notices_reach_people_in_its_words_and_are_new_while_it_says_so()
    {
        await using var world = await DeliveryWorld.New(new TestSlack());
        await world.Tell("ana", Annex.Name);
        await world.Work();
        (await world.Inbox("ana")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(note => note.Text.ShouldBe(Annex.Sentence), note => note.Read.ShouldBeFalse());
        Notices.Of("never heard of").Sentence.ShouldBe("Your access changed.");
    }

    [Fact]
    public async Task It_tells_the_doctor_of_itself_and_adds_to_the_demo()
    {
        using var open = Annex.Open();
        await using var store = new SqliteStore(await Databases.Sqlite());
        await using var db = store.Everywhere(Across.Doctor);
        var findings = new List<Finding>();
        foreach (var room in Contributions.Of<IExamine>().Where(room => room is Annex)) findings.AddRange(await room.Look(store, db, TimeProvider.System, default));
        findings.ShouldHaveSingleItem().Name.ShouldBe(Annex.Name);
        Contributions.Of<IDemoPart>().Select(part => part.GetType().Name).ShouldBe(
            ["Annex", "PeopleDemo", "IdentityDemo", "RolesDemo", "MachinesDemo", "MarketplaceDemo", "CallsDemo", "ClosedCustomerDemo", "UpstreamDemo", "RequestsDemo", "SlackDemo"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_room_calls_a_notice_is_one_of_its_kinds_and_no_two_are_called_alike()
    {
        foreach (var room in Contributions.Of<INotices>().Where(room => room is not Annex))
        {
            var named = room.GetType().GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
            room.Kinds.Select(kind => kind.Name).ShouldBe(named, ignoreOrder: true, room.GetType().Name);
        }

        Notices.All.Count().ShouldBeGreaterThan(20);
        Contributions.Of<INotices>().SelectMany(room => room.Kinds).GroupBy(kind => kind.Name).ShouldAllBe(alike => alike.Count() == 1);
    }

    /// <summary>Their names are constants, which leave no trace in compiled code: this reads the text.</summary>
    [Fact]
    public void A_kind_of_notice_is_named_in_its_own_room_alone()
    {
        var rooms = Contributions.Of<INotices>().Select(room => room.GetType()).Where(type => type != typeof(Annex))
            .ToDictionary(type => type.Name, type => type.Namespace!.Split('.')[1]);
        rooms.Count.ShouldBeGreaterThan(3);
        var wrong = from file in System.IO.Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
                    let here = Path.GetRelativePath(Source, file).Split(Path.DirectorySeparatorChar)[0]
                    from Match named in Named().Matches(File.ReadAllText(file))
                    where rooms.TryGetValue(named.Groups[1].Value, out var room) && room != here
                    select $"{Path.GetRelativePath(Source, file)} names {named.Value}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_the_server_sends_has_its_words_and_its_way_in_a_room_of_the_console()
    {
        var needs = System.IO.Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => NewNeed().Matches(File.ReadAllText(file))).SelectMany(made => Quoted().Matches(made.Groups["kinds"].Value)).Select(kind => kind.Groups[1].Value).ToList();
        needs.Count.ShouldBeGreaterThan(6);
        Keys("needWords.tsx").ShouldBe(needs.Distinct(), ignoreOrder: true);
        Keys("noticeLeads.ts").ShouldBeSubsetOf(Notices.All.Select(kind => kind.Name));
    }

    /// <summary>The keys of what every room of the console exports in a file of this name.</summary>
    private static List<string> Keys(string name)
    {
        var files = System.IO.Directory.GetFiles(Path.Combine(Repository.Root, "console", "src"), name, SearchOption.AllDirectories);
        files.Length.ShouldBeGreaterThan(3);
        return [.. files.SelectMany(file => Key().Matches(File.ReadAllText(file))).Select(key => key.Groups["key"].Value)];
    }

    [GeneratedRegex(@"new Need\((?<kinds>[^{;]*?)\)\s*([{;]|\r?\n)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex NewNeed();

    [GeneratedRegex("\"([a-z-]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^  '?(?<key>[\w-]+)'?: \(", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Key();

    [GeneratedRegex(@"\b(\w+Notices)\.\w+")]
    private static partial Regex Named();

    /// <summary>A room that is there only while a test opens it.</summary>
    private sealed class Annex : IPages, INeeds, INotices, IExamine, IDemoPart
    {
        public const string Name = "annex";
        public const string Sentence = "The annex changed what you may do.";
        private static readonly AsyncLocal<bool> IsOpen = new();

        int INeeds.Order => 5;

        int IExamine.Order => 5;

        int IDemoPart.Order => 5;

        IEnumerable<Notice> INotices.Kinds => [new(Name, Sentence)];

        public static IDisposable Open()
        {
            IsOpen.Value = true;
            return new Closing();
        }

        IEnumerable<(string Name, May May)> IPages.Pages(Work work, Target here) => IsOpen.Value ? [(Name, May.Yes)] : [];

        Task<IEnumerable<Need>> INeeds.Of(Work work) => Task.FromResult<IEnumerable<Need>>(IsOpen.Value ? [new(Name)] : []);

        Task<IEnumerable<Finding>> IExamine.Look(Store store, UsherDb db, TimeProvider clock, CancellationToken ct) =>
            Task.FromResult<IEnumerable<Finding>>(IsOpen.Value ? [new(Name, Standing.Good, "open")] : []);

        private sealed class Closing : IDisposable
        {
            public void Dispose() => IsOpen.Value = false;
        }
    }
}
