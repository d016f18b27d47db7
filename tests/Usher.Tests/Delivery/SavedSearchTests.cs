using Usher.Access;
using Usher.Calls;
using Usher.Calls.SavedSearches;
using Usher.Delivery;
using Usher.Delivery.Inbox;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Delivery;

/// <summary>Saved searches: nobody else's, and of new calls they find only what their owner may see and read at that moment (rules 12, 22).</summary>
public class SavedSearchTests : IAsyncLifetime
{
    private DeliveryWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await DeliveryWorld.New(new TestSlack());

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_saved_search_is_listed_changed_and_deleted_by_its_owner_alone()
    {
        var saved = await Save("bo", "Falcons", new("falcon"));
        (await List("bo")).ShouldHaveSingleItem().ShouldBe(saved);
        (await List("ana")).ShouldBeEmpty();
        (await Try("ana", new EditSavedSearch(saved.Id, "Mine", new("x"), true))).ShouldBeOfType<NotFound>();
        (await Try("ana", new DeleteSavedSearch(saved.Id))).ShouldBeOfType<NotFound>();

        (await Try("bo", new EditSavedSearch(saved.Id, "Birds", new("falcon owl", Mine: true), false))).ShouldBeNull();
        (await List("bo")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Name.ShouldBe("Birds"), s => s.Search.ShouldBe(new("falcon owl", true)), s => s.Notify.ShouldBeFalse());
        (await Try("bo", new DeleteSavedSearch(saved.Id))).ShouldBeNull();
        (await List("bo")).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_has_a_name_and_something_to_search_for_and_there_are_at_most_fifty()
    {
        (await Try("bo", new SaveSearch("", new("x")))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/name"]);
        (await Try("bo", new SaveSearch(new string('x', 81), new("x")))).ShouldBeOfType<Invalid>();
        (await Try("bo", new SaveSearch("Nothing", null))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/search"]);
        (await Try("bo", new SaveSearch("Nothing", new(" ")))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/search"]);
        (await Try("bo", new SaveSearch("Long", new(new string('x', 501))))).ShouldBeOfType<Invalid>().Errors.Keys.ShouldBe(["/search/text"]);
        for (var i = 0; i < 50; i++) await Save("bo", $"{i}", new("x"));
        (await Try("bo", new SaveSearch("One more", new("x")))).ShouldBe(new TooManySavedSearches());
        (await Try("ana", new SaveSearch("First", new("x")))).ShouldBeNull();
    }

    [Fact]
    public async Task A_new_call_that_it_finds_is_told_once_with_all_that_find_it()
    {
        await Save("bo", "Falcons", new("falcon"));
        await Save("bo", "Acme", new(Account: "acme"));
        await Save("bo", "Owls", new("owl"));
        await Save("bo", "Quiet", new("falcon"), notify: false);
        await _world.Calls.Call("1", "ana", "Ana: The falcon lands at noon.\nBo: Good.", "Acme");
        await _world.Work();
        (await Found("bo")).ShouldBe(["Found by your saved searches “Acme” and “Falcons”."]);
        (await Found("ana")).ShouldBeEmpty();

        await _world.Calls.Call("2", "ana", "Ana: The owl sits.\nBo: Good.");
        await _world.Work();
        (await Found("bo")).ShouldBe(["Found by your saved search “Owls”.", "Found by your saved searches “Acme” and “Falcons”."], ignoreOrder: true);
    }

    [Fact]
    public async Task A_phrase_a_word_that_is_not_to_be_there_and_a_field_find_as_in_the_list()
    {
        await Save("bo", "Phrase", new("\"falcon lands\""));
        await Save("bo", "Order", new("\"lands falcon\""));
        await Save("bo", "Without", new("falcon -noon"));
        await Save("bo", "From", new("falcon from:ana@harbor.example"));
        await Save("bo", "Mine", new("falcon", Mine: true));
        await _world.Calls.Call("1", "ana", "Ana: The falcon lands at noon.\nBo: Good.");
        await _world.Work();
        (await Found("bo")).ShouldBe(["Found by your saved searches “From” and “Phrase”."]);
    }

    [Fact]
    public async Task Nobody_is_told_of_a_call_that_they_do_not_see_that_is_held_or_whose_account_they_muted()
    {
        foreach (var name in new[] { "bo", "cy" }) await Save(name, "Falcons", new("falcon"));
        await _world.Calls.Call("1", "ana", "Ana: The falcon lands.\nBo: Good.");
        var held = await _world.Calls.HeldCall("2", "ana", "Ana: The falcon is ill.");
        await _world.Work();
        (await Found("cy")).ShouldBeEmpty();
        (await Found("bo")).Count.ShouldBe(1);

        await _world.Gate.Run(_world.Calls.As("bo"), new MuteAccount("Acme"));
        await _world.Calls.Call("3", "ana", "Ana: The falcon again.\nBo: Good.", "Acme");
        await _world.Work();
        (await Found("bo")).Count.ShouldBe(1);

        await _world.Gate.Run(_world.Calls.As("ana"), new ReleaseHeldCall(held));
        await _world.Work();
        (await Found("bo")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_search_that_notifies_does_so_also_where_one_wants_no_notes_of_the_teams_calls()
    {
        await Save("bo", "Falcons", new("falcon"));
        (await _world.Gate.Run(_world.Calls.As("bo"), new SetPreferences(new(false, false, false, false)))).Refused.ShouldBeNull();
        await _world.Calls.Call("1", "ana", "Ana: The falcon lands.\nBo: Good.");
        await _world.Work();
        (await Found("bo")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Words_that_one_may_not_read_find_nothing()
    {
        await _world.Calls.Change(db => db.Customers.Single(c => c.Id == _world.Calls.Customer).Transcripts = TranscriptAudience.OwnerOnly);
        foreach (var name in new[] { "ana", "bo" }) await Save(name, "Falcons", new("falcon"));
        await _world.Calls.Call("1", "ana", "Ana: Falcon.\nBo: I will send the new price list to you by Friday.\nAna: Thank you, that helps us with the budget of the year.");
        await _world.Work();
        (await Found("ana")).Count.ShouldBe(1);
        (await Found("bo")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_note_is_gone_with_its_call_and_with_the_sight_of_it()
    {
        await Save("bo", "Falcons", new("falcon"));
        var call = await _world.Calls.Call("1", "ana", "Ana: The falcon lands.\nBo: Good.");
        await _world.Work();
        (await Found("bo")).Count.ShouldBe(1);
        await _world.Gate.Run(_world.Calls.As("ana"), new DeleteCall(call));
        await _world.Work();
        (await Found("bo")).ShouldBeEmpty();
    }

    private async Task<IReadOnlyList<string>> Found(string name) => [.. (await _world.Inbox(name)).Where(n => n.Kind == NoteKind.Search).Select(n => n.Text)];

    private async Task<SavedSearchView> Save(string name, string called, SearchedFor search, bool notify = true) =>
        (await _world.Gate.Run(_world.Calls.As(name), new SaveSearch(called, search, notify))).Value.ShouldNotBeNull();

    private async Task<IReadOnlyList<SavedSearchView>> List(string name) => (await _world.Gate.Run(_world.Calls.As(name), new ListSavedSearches())).Value!.Items;

    private async Task<Refusal?> Try<TFound, TResult>(string name, Change<TFound, TResult> change) => (await _world.Gate.Run(_world.Calls.As(name), change)).Refused;
}
