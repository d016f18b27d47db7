using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

[Whole]
public class CallsTests(ConsoleWorld world)
{
    private const string Seller = "user@harbor.example";

    [Fact]
    public async Task A_quotation_leads_to_its_turn_in_the_transcript_which_is_marked_and_has_an_address()
    {
        await using var visitor = await OpenCall();
        var quote = visitor.Page.GetByRole(AriaRole.Link, new() { NameRegex = new("open in the transcript$") }).First;
        var address = (await quote.GetAttributeAsync("href"))!;
        var words = (await visitor.Page.Locator("blockquote").First.TextContentAsync())!;
        await quote.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex(Regex.Escape(address) + "$"));
        var turn = visitor.Page.Locator("li[aria-current=location]");
        await Assertions.Expect(turn).ToBeInViewportAsync();
        await Assertions.Expect(turn).ToContainTextAsync("quoted");
        await Assertions.Expect(turn).ToContainTextAsync(words);
        await visitor.Picture("transcript-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();

        // The same from outside, as a colleague who was sent the link.
        await visitor.Open(address);
        await Assertions.Expect(visitor.Page.Locator("li[aria-current=location]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_call_says_who_sees_it_and_why_and_which_engine_wrote_its_summary()
    {
        await using var visitor = await OpenCall();
        var readers = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "People with access" });
        await Assertions.Expect(readers.GetByRole(AriaRole.Img, new() { NameRegex = new(", owner$") })).ToBeVisibleAsync();
        await readers.GetByRole(AriaRole.Button, new() { Name = "Show who and why" }).ClickAsync();
        await Assertions.Expect(readers).ToContainTextAsync("Owner");
        await Assertions.Expect(readers).ToContainTextAsync("Sales team");
        await Assertions.Expect(visitor.Page.GetByText("selected automatically")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_call_tells_who_spoke_when_and_each_moment_leads_to_its_turn()
    {
        await using var visitor = await OpenCall();
        var timeline = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Timeline" });
        await Assertions.Expect(timeline.GetByText(new Regex("^[0-9]+ %$")).First).ToBeVisibleAsync();
        await visitor.Picture("call-timeline-1280-light");
        await timeline.GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("#t[0-9]+$"));
        await Assertions.Expect(visitor.Page.Locator("li[aria-current=location]")).ToBeInViewportAsync();

        // By keys: to the next moment, and words in the transcript.
        var spoken = visitor.Page.Url;
        await visitor.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(spoken);
        var moment = visitor.Page.Url;
        await visitor.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(visitor.Page).Not.ToHaveURLAsync(moment);
        await visitor.Page.Keyboard.PressAsync("k");
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(moment);
        await visitor.Page.Keyboard.PressAsync("/");
        var find = visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in this transcript" });
        await Assertions.Expect(find).ToBeFocusedAsync();
        await find.FillAsync("price");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Status).Filter(new() { HasTextRegex = new("^[0-9]+ turns?$") })).ToBeVisibleAsync();
        await find.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator("li[aria-current=location] mark").First).ToHaveTextAsync(new Regex("^[Pp]rice$"));
        await visitor.Picture("call-transcript-found-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_comment_is_written_with_a_mention_of_a_reader_and_the_person_mentioned_finds_it_from_their_inbox()
    {
        await using var visitor = await OpenCall();
        var comments = visitor.Page.GetByRole(AriaRole.Region, new() { Name = "Comments" });
        var box = comments.GetByRole(AriaRole.Textbox);
        await box.FillAsync("Worth a look, @");
        var offered = visitor.Page.GetByRole(AriaRole.Listbox, new() { Name = "People with access to this call" });
        await Assertions.Expect(offered).ToBeVisibleAsync();
        await box.PressSequentiallyAsync("Jonah");
        await box.PressAsync("Enter");
        await Assertions.Expect(box).ToHaveValueAsync("Worth a look, @Jonah Pereira ");
        await comments.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        var line = comments.GetByRole(AriaRole.Listitem).Last;
        await Assertions.Expect(line).ToContainTextAsync("Worth a look, @Jonah Pereira");
        await visitor.Picture("call-comments-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();

        await line.GetByRole(AriaRole.Button, new() { NameRegex = new("^More for your comment") }).ClickAsync();
        await visitor.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit comment" }).ClickAsync();
        await line.GetByRole(AriaRole.Textbox).FillAsync("Worth a second look, @Jonah Pereira");
        await line.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(line).ToContainTextAsync("Worth a second look");
        await Assertions.Expect(line).ToContainTextAsync("edited");

        await using var mentioned = await world.Visit("default@harbor.example", "/inbox");
        await mentioned.Page.GetByText("mentioned you in a comment").First.WaitForAsync();
        await mentioned.Page.GetByRole(AriaRole.Link, new() { Name = "Menu pricing review with Northgate Hotels" }).First.ClickAsync();
        await Assertions.Expect(mentioned.Page.GetByRole(AriaRole.Region, new() { Name = "Comments" })).ToContainTextAsync("Worth a second look");
        visitor.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_question_about_a_call_is_answered_with_quotations_or_that_nothing_answers_it()
    {
        await using var visitor = await OpenCall();
        var box = visitor.Page.GetByRole(AriaRole.Complementary);
        await box.GetByRole(AriaRole.Textbox).FillAsync("What did they decide about the price?");
        await box.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(box.Locator("blockquote").First).ToBeVisibleAsync();
        await box.GetByRole(AriaRole.Textbox).FillAsync("zyzzyva quokka xylophone");
        await box.GetByRole(AriaRole.Button, new() { Name = "Ask" }).ClickAsync();
        await Assertions.Expect(box.GetByText("No matching quotes in your calls.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filters_stand_in_the_address_read_as_a_sentence_and_come_back_on_back()
    {
        await using var visitor = await world.Visit(Seller, "/calls");
        var count = visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" }).GetByRole(AriaRole.Row);
        var all = await count.CountAsync();
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Owner: any owner" }).ClickAsync();
        (await visitor.Barriers()).ShouldBeEmpty();
        await visitor.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("owned by me") }).ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("mine=1"));
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Owner: owned by me" })).ToBeVisibleAsync();
        await Assertions.Expect(count).Not.ToHaveCountAsync(all);
        await visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Link).First.ClickAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("/calls/[0-9a-f-]{36}"));
        await visitor.Page.GoBackAsync();
        await Assertions.Expect(visitor.Page).ToHaveURLAsync(new Regex("mine=1"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await Assertions.Expect(count).ToHaveCountAsync(all);
    }

    [Fact]
    public async Task A_search_marks_the_words_where_they_were_said_and_leads_there()
    {
        await using var visitor = await world.Visit(Seller, "/calls");
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search calls" }).FillAsync("price");
        await Assertions.Expect(visitor.Page.Locator("mark").First).ToHaveTextAsync(new Regex("^pric", RegexOptions.IgnoreCase));
        await visitor.Page.GetByRole(AriaRole.Table).Locator("a[href*='#t']").First.ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("li[aria-current=location]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task A_search_reads_quotes_fields_and_exclusions_and_offers_a_word_for_a_misspelled_one()
    {
        await using var visitor = await world.Visit(Seller, "/calls");
        var box = visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search calls" });
        await box.FillAsync("brekfast about:northgate");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "breakfast about:northgate" }).ClickAsync();
        await Assertions.Expect(box).ToHaveValueAsync("breakfast about:northgate");
        await Assertions.Expect(visitor.Page.Locator("mark").First).ToHaveTextAsync(new Regex("^breakfast", RegexOptions.IgnoreCase));
        await box.FillAsync("breakfast -about:northgate about:northgate");
        await Assertions.Expect(visitor.Page.GetByText("No calls match these filters")).ToBeVisibleAsync();
        await visitor.Picture("calls-none-found-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();
        await box.FillAsync("\"the price\"");
        await Assertions.Expect(visitor.Page.Locator("mark").First).ToHaveTextAsync(new Regex("^the price$", RegexOptions.IgnoreCase));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "How to search" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Dialog, new() { Name = "How to search" })).ToContainTextAsync("from:rosa");
        await visitor.Picture("calls-how-to-search-1280-light");
        (await visitor.Barriers()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_of_others_and_one_that_never_was_look_alike()
    {
        await using var owner = await OpenCall();
        var id = new Uri(owner.Page.Url).AbsolutePath;
        await using var stranger = await world.Visit("default@lakeside.example");
        await stranger.Open(id);
        var seen = await stranger.Page.GetByRole(AriaRole.Main).InnerHTMLAsync();
        await stranger.Open("/calls/0192f3c4-5a6b-7c8d-9e0f-112233445566");
        (await stranger.Page.GetByRole(AriaRole.Main).InnerHTMLAsync()).ShouldBe(seen);
    }

    [Fact]
    public async Task Staff_find_no_calls_but_the_reason()
    {
        await using var visitor = await world.Visit("support@usher.example", "/calls");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
        await visitor.Open("/ask?q=price");
        await Assertions.Expect(visitor.Title).ToHaveTextAsync("You don’t have access to this page");
    }

    private async Task<Visitor> OpenCall()
    {
        // By its title: other tests push calls of their own.
        var visitor = await world.Visit(Seller, "/calls?text=breakfast");
        await visitor.Page.GetByRole(AriaRole.Table, new() { Name = "Calls" }).GetByRole(AriaRole.Link, new() { Name = "Menu pricing review with Northgate Hotels" }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Region, new() { Name = "People with access" })).ToBeVisibleAsync();
        return visitor;
    }
}
