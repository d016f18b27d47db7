using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Directory;

/// <summary>Names stand where a reader of each language looks for them. The orders are those of CLDR, as dictionaries of each language have them.</summary>
public class ReaderOrderTests
{
    [Theory]
    [InlineData("", new[] { "Adam", "Ævar", "İnönü", "Ivy", "Zorn" })]
    [InlineData("en", new[] { "Adam", "Ævar", "İnönü", "Ivy", "Zorn" })]
    [InlineData("en", new[] { "abel", "Ábel", "Adam", "adam b", "Łukasz", "Lydia", "Ola", "Örn", "Zoë", "Zorn", "Ελένη", "Продажи", "営業" })]
    [InlineData("de", new[] { "Adam", "Ärla", "Åsa", "Bo", "Öst", "Ostern", "Zorn" })]
    [InlineData("sv", new[] { "Adam", "Bo", "Ostern", "Zorn", "Åsa", "Ärla", "Ævar", "Öst" })]
    [InlineData("da", new[] { "Adam", "Zorn", "Ævar", "Øst", "Åsa" })]
    [InlineData("nb", new[] { "Adam", "Zorn", "Ævar", "Øst", "Åsa" })]
    [InlineData("fi", new[] { "Adam", "Zorn", "Åsa", "Ärla", "Öst" })]
    [InlineData("et", new[] { "Sepp", "Šmit", "Zorn", "Žukov", "Tamm", "Õnne", "Ärla", "Öst" })]
    [InlineData("es", new[] { "Nadal", "Nz", "Ñáñez", "Ola" })]
    [InlineData("cs", new[] { "Cyril", "Čapek", "Hana", "Chalupa", "Ivan" })]
    [InlineData("pl", new[] { "Lyon", "Łukasz", "Mazur" })]
    [InlineData("tr", new[] { "Cem", "Çelik", "Işık", "İnönü", "Oya", "Özal", "Şen", "Tan" })]
    [InlineData("lt", new[] { "Ina", "Ypa", "Jonas" })]
    [InlineData("hu", new[] { "Cuza", "Csaba", "Dávid" })]
    [InlineData("ja", new[] { "Zorn", "あおき", "イトウ", "うえだ" })]
    [InlineData("sv-FI", new[] { "Zorn", "Åsa" })]
    public void Names_stand_where_readers_of_a_language_look_for_them(string language, string[] names)
    {
        var order = language.Length == 0 ? ReaderOrder.OfNoLanguage : ReaderOrder.Of(language)!;
        var sorted = names.Reverse().ToList();
        sorted.Sort(order.Compare);
        sorted.ShouldBe(names);
    }

    [Theory]
    [InlineData("xx")]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("sv_SE.UTF-8")]
    [InlineData("../../etc")]
    public void What_is_no_language_gives_no_order(string language) => ReaderOrder.Of(language).ShouldBeNull();

    [Fact]
    public void An_order_tells_any_two_names_apart_that_are_not_the_same()
    {
        var order = ReaderOrder.Of("en")!;
        order.Compare("Ana", "Ana\u200C").ShouldNotBe(0);
        order.Compare("Ana", "Ana").ShouldBe(0);
    }

    [Fact]
    public async Task Lists_go_by_the_language_that_the_browser_says_and_people_are_found_by_any_order_of_their_names()
    {
        await using var server = await TownServer.Open(async town =>
        {
            foreach (var (i, (first, last)) in new[] { ("İnönü", "Kaya"), ("Ævar", "Jónsson"), ("Zorn", "Alm"), ("Åsa", "Alm"), ("Dylan", "Adebayo"), ("Adam", "Alm"), ("Ivy", "Alm") }.Index())
                await town.Do("super", new AddUser(new($"s{i}@harbor.example", first, last), ConnectRole.User, [], []));
        });
        var client = await server.As("customeradmin");
        (await Names("")).ShouldBe(["Adam", "Ævar", "Åsa", "Dylan", "İnönü", "Ivy", "Zorn"]);
        (await Names("en-GB,en;q=0.9,sv;q=0.8")).ShouldBe(["Adam", "Ævar", "Åsa", "Dylan", "İnönü", "Ivy", "Zorn"]);
        (await Names("sv-SE,sv;q=0.9,en;q=0.5")).ShouldBe(["Adam", "Dylan", "İnönü", "Ivy", "Zorn", "Åsa", "Ævar"]);
        (await Names("en;q=0.1, tr")).ShouldBe(["Adam", "Ævar", "Åsa", "Dylan", "Ivy", "İnönü", "Zorn"]);
        (await Names("qq, sv;q=0, *")).ShouldBe(["Adam", "Ævar", "Åsa", "Dylan", "İnönü", "Ivy", "Zorn"]);
        (await Names(new string('x', 5_000))).Length.ShouldBe(7);

        foreach (var query in new[] { "adebayo dylan", "Adebayo, Dylan", "dylan adebayo", "DYL ADE", "s4@harbor.example" })
            (await Found(query)).ShouldBe(["Dylan Adebayo"], query);
        (await Found("inonu")).ShouldBe(["İnönü Kaya"]);
        (await Found("aevar jonsson")).ShouldBe(["Ævar Jónsson"]);
        (await Found("dylan alm")).ShouldBeEmpty();

        async Task<string[]> Names(string language)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/customers/harbor/users");
            if (language.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Language", language);
            using var answer = await client.SendAsync(request);
            return [.. (await answer.Content.ReadFromJsonAsync<JsonObject>())!["items"]!.AsArray()
                .Where(user => user!["email"]!.GetValue<string>().StartsWith('s') && user["lastName"]!.GetValue<string>() is "Kaya" or "Jónsson" or "Alm" or "Adebayo")
                .Select(user => user!["firstName"]!.GetValue<string>())];
        }

        async Task<string[]> Found(string query) =>
            [.. (await client.GetFromJsonAsync<JsonObject>($"/api/customers/harbor/users?query={Uri.EscapeDataString(query)}"))!["items"]!.AsArray().Select(user => user!["name"]!.GetValue<string>())];
    }
}
