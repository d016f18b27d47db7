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
    public void Addresses_are_kept_in_lower_case(string typed, string kept) => Inputs.Email(typed).ShouldBe(kept);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ana")]
    [InlineData("ana@harbor")]
    [InlineData("ana@@harbor.example")]
    [InlineData("ana@b@harbor.example")]
    [InlineData("aná@harbor.example")]
    [InlineData("ana@harbör.example")]
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
    [InlineData("ĲŁÐ", null)]
    [InlineData("李小龍", null)]
    public void A_name_suggests_a_slug(string name, string? slug)
    {
        if (slug is null && Inputs.SlugOf(name) is { } some) some.ShouldBe("l");
        else Inputs.SlugOf(name).ShouldBe(slug);
    }

    [Fact]
    public void Finding_forgives_marks_on_letters()
    {
        Inputs.Fold("Zieliński").ShouldBe("zielinski");
        Inputs.Fold("JOSÉ PEÑARANDA").ShouldBe("jose penaranda");
        Inputs.Fold("Jose\u0301").ShouldBe("jose");
        Inputs.Fold("Ærø").ShouldBe("æro");
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
