using Usher.Directory;

namespace Usher.Tests.Directory;

public class InputsTests
{
    [Theory]
    [InlineData("Ana Ruiz", "Ana Ruiz")]
    [InlineData("  Ana   Ruiz ", "Ana Ruiz")]
    [InlineData("José Peñaranda", "José Peñaranda")]
    [InlineData("O’Neill-Świątek", "O’Neill-Świątek")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("می‌خواهم", "می‌خواهم")]
    [InlineData("𐐷𐑊", "𐐷𐑊")]
    public void Names_of_all_scripts_are_taken_trimmed(string typed, string kept) => Inputs.Name(typed).ShouldBe(kept);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("...")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u202Eb")]
    [InlineData("a\u2066b")]
    [InlineData("a\u200Fb")]
    [InlineData("a\u200Bb")]
    [InlineData("a\u3164b")]
    [InlineData("a\u200Db")]
    [InlineData("a\uFEFFb")]
    [InlineData("a\uE000b")]
    [InlineData("a\u2028b")]
    [InlineData("<script>alert(1)</script>")]
    public void What_hides_reorders_or_commands_is_no_name(string typed) => Inputs.Name(typed).ShouldBeNull();

    [Fact]
    public void Half_a_character_is_no_name()
    {
        Inputs.Name("a\uD800").ShouldBeNull();
        Inputs.Name("\uDC00a").ShouldBeNull();
    }

    [Fact]
    public void A_name_has_eighty_characters_at_most()
    {
        Inputs.Name(new string('a', 80)).ShouldNotBeNull();
        Inputs.Name(new string('a', 81)).ShouldBeNull();
        Inputs.Name(new string('a', 10_000)).ShouldBeNull();
        Inputs.Name(new string(' ', 100) + "a").ShouldBe("a");
    }

    [Theory]
    [InlineData("Ana@Harbor.Example", "ana@harbor.example")]
    [InlineData(" ana+tag@sub.harbor.example ", "ana+tag@sub.harbor.example")]
    [InlineData("o'neill@xn--mnchen-3ya.example", "o'neill@xn--mnchen-3ya.example")]
    [InlineData("a@bücher.example", "a@xn--bcher-kva.example")]
    [InlineData("a@bu\u0308cher.example", "a@xn--bcher-kva.example")]
    [InlineData("A@BÜCHER.Example", "a@xn--bcher-kva.example")]
    [InlineData("a@XN--BCHER-KVA.example", "a@xn--bcher-kva.example")]
    [InlineData("a@straße.example", "a@xn--strae-oqa.example")]
    [InlineData("a@例え。テスト", "a@xn--r8jz45g.xn--zckzah")]
    [InlineData("a@почта.рф", "a@xn--80a1acny.xn--p1ai")]
    public void Addresses_are_kept_in_lower_case(string typed, string kept) => Inputs.Email(typed).ShouldBe(kept);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("ana@harbor")]
    [InlineData("ana@@harbor.example")]
    [InlineData("ana@b@harbor.example")]
    [InlineData("aná@harbor.example")]
    [InlineData("aña@bücher.example")]
    [InlineData("ana@har\u00ADbor.example")]
    [InlineData("ana@har\u200Bbor.example")]
    [InlineData("ana@har\u200Dbor.example")]
    [InlineData("ana@\u3164.example")]
    [InlineData("ana@\u202Eharbor.example")]
    [InlineData("ana@xn--.example")]
    [InlineData("ana@xn--a.example")]
    [InlineData("ana@xn--harbor-.example")]
    [InlineData("ana@bücher")]
    [InlineData("ana@a\uFF0Fb.example")]
    [InlineData("ﬀ@harbor.example")]
    [InlineData(".ana@harbor.example")]
    [InlineData("a..b@harbor.example")]
    [InlineData("ana@-harbor.example")]
    [InlineData("ana@harbor..example")]
    [InlineData("a b@harbor.example")]
    [InlineData("ana@harbor.example\0")]
    [InlineData("ana\n@harbor.example")]
    public void What_is_no_plain_address_is_refused(string? typed) => Inputs.Email(typed).ShouldBeNull();

    [Theory]
    [InlineData("north", true)]
    [InlineData("north-2", true)]
    [InlineData("2", true)]
    [InlineData("", false)]
    [InlineData("North", false)]
    [InlineData("-north", false)]
    [InlineData("north-", false)]
    [InlineData("no--rth", false)]
    [InlineData("no rth", false)]
    [InlineData("nörth", false)]
    public void A_slug_is_lower_case_letters_digits_and_single_hyphens(string typed, bool taken) => (Inputs.Slug(typed) is not null).ShouldBe(taken);

    [Theory]
    [InlineData("Signage Admin", "signage-admin")]
    [InlineData("Zieliński & Søn, GmbH", "zielinski-son-gmbh")]
    [InlineData("ĲŁÐ", "ijld")]
    [InlineData("C++", "c")]
    [InlineData("Ｓａｌｅｓ ２", "sales-2")]
    [InlineData("李小龍", null)]
    [InlineData("Продажи 2024", null)]
    [InlineData("!!!", null)]
    public void A_name_suggests_a_slug_when_none_of_its_letters_is_lost(string name, string? slug) => Inputs.SlugOf(name).ShouldBe(slug);

    [Fact]
    public void What_suggests_no_slug_gets_one_of_its_own()
    {
        var id = Guid.Parse("0197f3c2-0000-7000-8000-00000a1b2c3d");
        Inputs.FreeSlug("営業", "team", id, _ => false).ShouldBe("team-1b2c3d");
        Inputs.FreeSlug("C#", "team", id, slug => slug is "c" or "c-2").ShouldBe("c-3");
        Inputs.Slug(Inputs.FreeSlug(new string('a', 80), "team", id, slug => slug.Length == 40)).ShouldBe(new string('a', 34) + "-2");
    }

    [Fact]
    public void A_text_is_one_or_two_sentences()
    {
        Inputs.Text(" We do\nnot need it. ").ShouldBe("We do not need it.");
        Inputs.Text("").ShouldBeNull();
        Inputs.Text(new string('a', 501)).ShouldBeNull();
        Inputs.Text("a\u202Eb").ShouldBeNull();
    }
}
