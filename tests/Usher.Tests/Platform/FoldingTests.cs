using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Usher.Platform;

namespace Usher.Tests.Platform;

public class FoldingTests
{
    [Theory]
    [InlineData("Café", "Cafe\u0301")]
    [InlineData("STRASSE GmbH", "Straße GmbH")]
    [InlineData("STRASSE", "STRAẞE")]
    [InlineData("İnşaat", "inşaat")]
    [InlineData("İNŞAAT", "inşaat")]
    [InlineData("Ｓａｌｅｓ", "sales")]
    [InlineData("ﬁnance", "Finance")]
    [InlineData("ΟΔΟΣ", "οδός", false)]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData(" Acme   Foods ", "acme foods")]
    [InlineData("Acme\u00A0Foods", "Acme Foods")]
    [InlineData("Acme\u200B", "ACME")]
    [InlineData("می\u200Cخواهم", "میخواهم")]
    [InlineData("カ\u3099", "ガ")]
    [InlineData("ﾊﾟ", "パ")]
    [InlineData("한국", "\u1112\u1161\u11AB\u1100\u116E\u11A8")]
    [InlineData("C++", "C#", false)]
    [InlineData("Café", "Cafe", false)]
    [InlineData("Мой", "Мои", false)]
    [InlineData("R&D", "RD", false)]
    [InlineData("", " ")]
    public void Two_spellings_are_one_name_or_two(string one, string other, bool same = true) =>
        string.Equals(Folding.Same(one), Folding.Same(other), StringComparison.Ordinal).ShouldBe(same);

    [Theory]
    [InlineData("Zieliński", "zielinski")]
    [InlineData("JOSÉ PEÑARANDA", "jose penaranda")]
    [InlineData("Jose\u0301", "jose")]
    [InlineData("Ærø", "aero")]
    [InlineData("İnönü", "inonu")]
    [InlineData("Işık", "isik")]
    [InlineData("Łukasz Đorđe Þór", "lukasz dorde thor")]
    [InlineData("Straße", "strasse")]
    [InlineData("Ελένη Παπαδοπούλου", "ελενη παπαδοπουλου")]
    [InlineData("Семёнов", "семенов")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("Ｙａｍａｄａ", "yamada")]
    [InlineData("O’Neill", "o'neill")]
    public void Finding_forgives_what_is_not_on_the_keyboard(string name, string typed) => Folding.Find(name).ShouldBe(Folding.Find(typed));

    [Theory]
    [InlineData("Adebayo, Dylan", new[] { "adebayo", "dylan" })]
    [InlineData("dylan  adebayo dylan", new[] { "dylan", "adebayo" })]
    [InlineData("ana@harbor.example", new[] { "ana@harbor.example" })]
    [InlineData("C++", new[] { "c++" })]
    [InlineData("  ", new string[0])]
    [InlineData(",", new[] { "," })]
    public void What_is_sought_is_words_in_any_order(string query, string[] words) => Folding.Sought(query).ShouldBe(words);

    [Fact]
    public void Folding_what_is_folded_changes_nothing() => Check.QuickThrowOnFailure(Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        Folding.Same(Folding.Same(text ?? "")) == Folding.Same(text ?? "") && Folding.Find(Folding.Find(text ?? "")) == Folding.Find(text ?? "")));

    [Fact]
    public void No_letter_folds_to_nothing_and_no_fold_depends_on_how_a_letter_is_composed()
    {
        for (var code = 0x20; code <= 0x2FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF || !Rune.IsLetterOrDigit(new Rune(code)) || code is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x13441 or 0x13442 or 0x0640) continue;
            var letter = char.ConvertFromUtf32(code);
            if (letter.Normalize(NormalizationForm.FormKD)[0] is ' ' or '\u0640') continue; // an accent that stands by itself
            var (same, find) = (Folding.Same(letter), Folding.Find(letter));
            if (same.Length == 0 || find.Length == 0) Assert.Fail($"U+{code:X4} folds to nothing.");
            if (Folding.Same(letter.Normalize(NormalizationForm.FormD)) != same || Folding.Find(letter.Normalize(NormalizationForm.FormD)) != find || Folding.Same(same) != same || Folding.Find(find) != find)
                Assert.Fail($"U+{code:X4} folds in two ways.");
        }
    }
}
