using Microsoft.Playwright;
using Usher.Tests;
using Usher.Tests.ConsolePages;

namespace Usher.SystemTests.ConsolePages;

/// <summary>Counts what a hand does: clicks, keys, and a word typed into a search box as one. The text of a field is the visitor's own and counts nothing.</summary>
public sealed class Steps(Visitor visitor)
{
    /// <summary>How many a task may take, from the page one lands on.</summary>
    public const int Most = 6;

    public int Taken { get; private set; }

    public Task Click(AriaRole role, string name) => Click(visitor.Page.GetByRole(role, new() { NameRegex = new(name) }).First);

    public Task ClickInDrawer(string name) => Click(visitor.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameRegex = new(name) }));

    public Task Click(ILocator what)
    {
        Taken++;
        return what.ClickAsync();
    }

    public Task Press(string key)
    {
        Taken++;
        return visitor.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Looks for the one person of that name, and waits until nobody else is listed.</summary>
    public async Task Search(string box, string word)
    {
        Taken++;
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = box }).FillAsync(word);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
    }

    public Task Type(string text) => visitor.Page.Keyboard.TypeAsync(text);
}
