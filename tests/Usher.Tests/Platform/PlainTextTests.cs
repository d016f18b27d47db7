using System.Globalization;
using System.Text;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Tests.Platform;

/// <summary>Names, reasons and notes show what they are. Characters by Unicode's own data, spellings as people of each script write them.</summary>
public class PlainTextTests
{
    /// <summary>Code points that show as nothing: fillers, blanks, joiners, selectors, tags, spaces (Default_Ignorable_Code_Point and what fonts draw empty).</summary>
    public static TheoryData<int> Nothing =>
    [
        0x0020, 0x00A0, 0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180E, 0x180F, 0x2000, 0x200A, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F,
        0x2028, 0x2029, 0x202A, 0x202E, 0x202F, 0x205F, 0x2060, 0x2061, 0x2064, 0x2065, 0x2066, 0x2069, 0x206A, 0x206F, 0x2800, 0x3000, 0x3164, 0xFE00, 0xFE0E, 0xFE0F, 0xFEFF, 0xFFA0,
        0xFFF0, 0xFFF9, 0xFFFB, 0xFFFC, 0x13430, 0x13441, 0x13442, 0x16FE4, 0x1BCA0, 0x1BCA3, 0x1D159, 0x1D173, 0x1D17A, 0xE0001, 0xE0020, 0xE0041, 0xE007F, 0xE0100, 0xE01EF, 0xE0FFF,
    ];

    [Theory]
    [MemberData(nameof(Nothing))]
    public void What_shows_as_nothing_is_no_name_no_reason_and_no_note(int code)
    {
        var text = char.ConvertFromUtf32(code);
        Inputs.Name(text).ShouldBeNull();
        Inputs.Name(text + text + " " + text).ShouldBeNull();
        (Inputs.Text(text + text) ?? "").ShouldBe("");
        (PlainText.Lines($"{text}\n{text}", 2_000) ?? "").ShouldBe("");
    }

    [Theory]
    [MemberData(nameof(Nothing))]
    public void A_name_has_nothing_in_it_that_is_not_seen(int code)
    {
        if (Rune.GetUnicodeCategory(new Rune(code)) == UnicodeCategory.SpaceSeparator) Inputs.Name($"Ana{char.ConvertFromUtf32(code)}Ruiz").ShouldBe("Ana Ruiz");
        else Inputs.Name($"Ana{char.ConvertFromUtf32(code)}Ruiz").ShouldBeNull();
    }

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\u0301\u0302 \u0303")]
    [InlineData("\u20DD")]
    [InlineData("\u093E")]
    [InlineData("Ana \u0301Ruiz")]
    [InlineData("-\u0338Ana")]
    [InlineData("A\u0301\u0302\u0303\u0304\u0305\u0306na")]
    [InlineData("Ana\uD834\uDD67\uD834\uDD67\uD834\uDD67\uD834\uDD67\uD834\uDD67")]
    public void Marks_stand_on_letters_and_are_not_piled_up(string typed) => Inputs.Name(typed).ShouldBeNull();

    [Theory]
    [InlineData("Ana\u200DRuiz")]
    [InlineData("A\u200Cna")]
    [InlineData("Ana\u200D")]
    [InlineData("\u200DAna")]
    [InlineData("Ан\u200Cна")]
    [InlineData("Άν\u200Dνα")]
    [InlineData("営\u200D業")]
    [InlineData("한\u200C국")]
    [InlineData("1\u200C2")]
    [InlineData("R\u200D&D")]
    [InlineData("می\u200C\u200Cخواهم")]
    [InlineData("می\u200C")]
    [InlineData("कख\u200Cग")]
    [InlineData("A\uFE0Fna")]
    [InlineData("営\uFE0F業")]
    [InlineData("A\uDB40\uDD00na")]
    public void A_joiner_or_selector_that_nobody_sees_makes_no_second_name(string typed) => Inputs.Name(typed).ShouldBeNull();

    [Theory]
    [InlineData("می\u200Cخواهم")]
    [InlineData("रक्\u200Dषा")]
    [InlineData("क्\u200Cष")]
    [InlineData("র\u200D্যাব")]
    [InlineData("ശ്രീ അവന്\u200D")]
    [InlineData("ක්\u200Dෂ")]
    [InlineData("葛\uDB40\uDD00城市")]
    [InlineData("👩\u200D💻 Devs")]
    [InlineData("❤\uFE0F Care")]
    [InlineData("3\uFE0F\u20E3 Tier")]
    [InlineData("🏳\uFE0F\u200D🌈 Pride")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("שָׁלוֹם")]
    [InlineData("น้ำฝน")]
    [InlineData("မြန်မာ")]
    [InlineData("བོད་ཡིག")]
    [InlineData("فريق المبيعات")]
    [InlineData("Τμήμα")]
    [InlineData("C++")]
    [InlineData("R&D / C#")]
    [InlineData("Ŋ̃")]
    public void Names_as_their_scripts_write_them_stay_as_they_are(string typed) => Inputs.Name(typed).ShouldBe(typed.Normalize());

    [Fact]
    public void One_spelling_has_one_form()
    {
        Inputs.Name("Cafe\u0301").ShouldBe("Café");
        Inputs.Name("Café").ShouldBe("Café");
        Inputs.Text("Cafe\u0301 closed").ShouldBe("Café closed");
    }

    [Theory]
    [InlineData("approved by \u202Etoidua")]
    [InlineData("a\u2066b\u2069")]
    [InlineData("a\u200Fb")]
    [InlineData("ok\n\u3164")]
    [InlineData("a\u0007b")]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\uFFFDb")]
    public void A_note_hides_nothing_and_turns_nothing(string typed)
    {
        PlainText.Lines(typed, 2_000).ShouldBeNull();
        Inputs.Text(typed).ShouldBeNull();
    }

    [Fact]
    public void A_note_may_have_lines_and_signs_of_its_own()
    {
        PlainText.Lines(" moves to\r\n another\tteam: 3 < 5 \n", 2_000).ShouldBe("moves to\nanother team: 3 < 5");
        PlainText.Lines("מעביר לצוות אחר", 2_000).ShouldBe("מעביר לצוות אחר");
        PlainText.Lines(new string('a', 2_001), 2_000).ShouldBeNull();
    }

    [Fact]
    public void Every_character_that_a_name_takes_is_assigned_and_seen()
    {
        for (var code = 1; code <= 0x10FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF) continue;
            var rune = new Rune(code);
            if (Inputs.Name($"a{rune}b") is null) continue;
            var category = Rune.GetUnicodeCategory(rune);
            var taken = category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            if (!taken) Assert.Fail($"U+{code:X4} ({category}) is kept in a name.");
        }
    }
}
