using Shouldly;
using Usher.Calls;
using Usher.Calls.Search;
using Usher.Calls.Words;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Words;

/// <summary>What people type finds what was said, however either is spelled; and what is something else is not found.</summary>
public sealed class SpellingTests
{
    [Theory]
    // Turkish: a capital with a dot, and one without.
    [InlineData("İSTANBUL deposu DEĞİŞTİRDİ.", "istanbul|Istanbul|İstanbul|ISTANBUL|değiştirdi|degistirdi|deposu")]
    [InlineData("DIŞ ticaret, Iğdır ve ızgara", "dış|dis|ığdır|IGDIR|izgara")]
    // No spaces between words.
    [InlineData("来週からパイロットを始めます。配送費は三千円です。", "パイロット|配送費|来週|配送|費|三千円|配送費は|始め|ぱいろっと|ﾊﾟｲﾛｯﾄ")]
    [InlineData("我们下周开始试点。运费是三百元。", "试点|运费|下周|三百|费")]
    [InlineData("ค่าขนส่งสามร้อยบาท", "ขนส่ง|ค่าขนส่ง|สามร้อย|บาท")]
    [InlineData("ການຂົນສົ່ງສາມຮ້ອຍ", "ຂົນສົ່ງ")]
    [InlineData("ထမင်းစားပြီးပြီလား", "စား")]
    [InlineData("今回のSalesforce連携はQ3", "Salesforce|salesforce 連携|Q3|連携|今回")]
    [InlineData("新しいﾃﾞｰﾀ連携とデータベース", "データ|でーた|ﾃﾞｰﾀﾍﾞｰｽ")]
    [InlineData("新しいＡＰＩを２０２６年に", "API|2026|api")]
    [InlineData("葛󠄀城さんの人々", "葛城|人々")]
    // German and its neighbours.
    [InlineData("Jürgen: Die Größe der Straße in Düsseldorf prüfen wir. Das Maß stimmt.", "Strasse|Groesse|GRÖSSE|GROESSE|Duesseldorf|Dusseldorf|Juergen|Jurgen|Mass|MASS|STRASSE|Größe|prüfen|pruefen")]
    [InlineData("Die Strasse in Duesseldorf, gruessen und Groesse", "Straße|Düsseldorf|grüßen|GRÖßE")]
    [InlineData("Der GROẞE Auftrag", "große|grosse")]
    [InlineData("Åse Sørensen fra Ålborg, smørrebrød og Ærø", "Aase|Soerensen|Sorensen|Aalborg|Alborg|smoerrebroed|smorrebrod|Aeroe")]
    [InlineData("Þór í Reykjavík, Łódź, Đorđe, Šibenik, Dvořák, Ţară", "Thor|reykjavik|lodz|dorde|sibenik|Dvorak|tara")]
    [InlineData("Le cœur de l'œuvre à Besançon, Zoë", "coeur|oeuvre|Besancon|Zoe|l'oeuvre")]
    // A letter and its mark apart, or in one.
    [InlineData("Cafe\u0301 in Zu\u0308rich", "café|cafe|Zürich|Zuerich|Zurich")]
    [InlineData("Café in Zürich", "cafe\u0301|Zu\u0308rich")]
    // Names that signs belong to.
    [InlineData("AT&T told us that R&D is ready.", "AT&T|at&t|R&D|R & D|ＡＴ＆Ｔ|told")]
    [InlineData("The M & A team of Johnson & Johnson, H&M and P&G's", "M&A|Johnson & Johnson|Johnson|H&M|P&G|P&G's")]
    [InlineData("We write C++, C# and F#, on .NET and ASP.NET, with Node.js; C++17 and C#12.", "C++|c++|C#|F#|.NET|ASP.NET|Node.js|nodejs|C＋＋|C♯")]
    [InlineData("They gave it an A+ on Disney+", "A+|Disney+|Disney")]
    [InlineData("An e-mail to O'Brien and Jean-Luc about COVID-19 in the U.S.A. and the U.K.", "email|e-mail|OBrien|O’Brien|Jean Luc|jeanluc|COVID19|USA|U.S.A.|UK")]
    [InlineData("An email to OBrien about covid19 in the USA", "e-mail|O'Brien|COVID-19|U.S.A.")]
    [InlineData("Brackwater's offer", "Brackwater|Brackwater’s|offers")]
    // Compatibility forms.
    [InlineData("型番はＡＢＣ１２３４です。The ﬁnal oﬃce ﬂoor plan.", "ABC1234|final|office|floor|abc1234|型番")]
    [InlineData("𝐒𝐚𝐥𝐞𝐬 and 𝒪𝒻𝒻𝒾𝒸𝑒, Ⅷ, ① and m², ㌔", "sales|office|viii|1|m2|キロ")]
    [InlineData("Sales\u00ADforce and pay\u200Broll, co\u2060operate, in\u200Dside", "salesforce|pay|roll|cooperate|inside")]
    // Marks of other scripts.
    [InlineData("Νίκος: Η τιμή είναι σαράντα. Ο Οδυσσεύς.", "ΤΙΜΗ|τιμη|ΟΔΥΣΣΕΥΣ|οδυσσευς|ΝΙΚΟΣ|Νίκος")]
    [InlineData("ἡ ἀρχὴ τῆς Ἑλλάδος", "αρχη|ελλαδος")]
    [InlineData("счёт придёт, при́был, Йод", "счет|счёт|придет|ПРИБЫЛ|йод")]
    [InlineData("Nguyễn: Phí vận chuyển Đà Nẵng", "Nguyen|phi|van chuyen|Da Nang|Nguyễn")]
    [InlineData("ليلى: ٤٠ الأسعار، مُحَمَّد، شركة، مـــرحبا", "40|الاسعار|محمد|شركه|مرحبا|ليلي")]
    [InlineData("قیمت کتاب ۱۲۰۰", "قيمت|كتاب|1200")]
    [InlineData("שָׁלוֹם לכם", "שלום")]
    [InlineData("हिन्दी में क़ीमत १२०", "हिन्दी|क़ीमत|120")]
    // Numbers.
    [InlineData("€1,200 for 10,000 cases, 1 200 000 in total.", "1200|10000|1200000|1,200|10,000|1 200 000|1.200.000")]
    [InlineData("1.200 Euro, 3'500 Franken, 12\u00A0500 euros, 7\u202F300, 1_000", "1200|1,200|3500|12500|12 500|7300|1000")]
    [InlineData("₹12,34,567 and 1.200,50 and 1,200.50", "1234567|1200.5|1200,50|1,200.50")]
    [InlineData("It is 3.5 percent, version 2.10.1 since 10.30", "3.5|3,5|2.10.1|2.10|10.30")]
    [InlineData("３，０００円と１２００", "3000|1200|3,000")]
    [InlineData("١٬٢٠٠ ريال", "1200")]
    // Korean particles.
    [InlineData("김민수: 배송비는 삼천 원입니다. 번역을 부탁해요.", "배송비|번역|김민수|배송비를|배송")]
    [InlineData("국제배송비가 올랐다", "배송비|국제")]
    [InlineData("\u1107\u1162\u1109\u1169\u11BC\u1107\u1175는", "배송비")]
    public void What_is_meant_is_found_and_marked(string said, string queries)
    {
        foreach (var query in queries.Split('|'))
        {
            Finds(said, query).ShouldBeTrue($"{query} in {said}");
            Marked(said, query).ShouldNotBeEmpty($"{query} in {said}");
        }
    }

    [Theory]
    [InlineData("We met at noon and didn't agree on m or a.", "AT&T|M&A|R&D")]
    [InlineData("AT&T told us that R&D is ready.", "M&A|T&A|AT&A")]
    [InlineData("We write C and see a sharp rise", "C++|C#|c#")]
    [InlineData("We write C++", "C#")]
    [InlineData("We write C#", "C++")]
    [InlineData("On the net", ".NET")]
    [InlineData("1 apple and 200 pears", "1,200|1200|1.200")]
    [InlineData("It is 3 of 5", "3.5|3,5")]
    [InlineData("1,200", "12|00|120|1,20")]
    [InlineData("ハハとパパ", "ババ")]
    [InlineData("мой йод", "иод")]
    [InlineData("送り返す配達", "配送")]
    [InlineData("ขาว", "ข้าว")]
    [InlineData("blue value", "blu|valu e2")]
    [InlineData("The poet", "pot")]
    [InlineData("Quarterly Q3", "Q2|uarterly")]
    public void What_is_something_else_is_not_found(string said, string queries)
    {
        foreach (var query in queries.Split('|')) Finds(said, query).ShouldBeFalse($"{query} in {said}");
    }

    [Fact]
    public void What_is_marked_is_what_was_asked()
    {
        Marked("今回のSalesforce連携はQ3", "salesforce").ShouldBe(["Salesforce"]);
        Marked("来週の配送費は三千円", "配送費").ShouldBe(["配送費"]);
        Marked("Die Straße, die Strasse", "strasse").ShouldBe(["Straße", "Strasse"]);
        Marked("Cafe\u0301 au lait", "cafe").ShouldBe(["Cafe\u0301"]);
        Marked("for €1,200 net", "1200").ShouldBe(["1,200"]);
        Marked("We use C++ and C", "C++").ShouldBe(["C++"]);
    }

    [Fact]
    public void A_text_of_any_characters_is_read_to_its_end_and_each_mark_lies_in_it()
    {
        var random = new Random(10);
        const string odd = "aZ09 &+#.,-'\u0301\u00AD\u200B\u200D\uD83D\uDE00\uD800\uFF76\uFF9E한\u1100\u1161配はハーทำ่ع\u0651ßİ①½\u2044\uFE0F<>_";
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => odd[random.Next(odd.Length)]));
            var end = 0;
            foreach (var letter in Letter.In(text))
            {
                letter.Start.ShouldBe(end);
                end = letter.End;
            }

            end.ShouldBe(text.Length);
            foreach (var word in SearchWords.In(text))
            {
                word.Key.ShouldNotBeEmpty();
                word.Key.ShouldNotContain(' ');
                (word.Start >= 0 && word.Length > 0 && word.Start + word.Length <= text.Length).ShouldBeTrue();
            }

            // What is found by its own words is found.
            if (SearchWords.Asked(text).Count > 0) Finds(text, text).ShouldBeTrue(string.Join(' ', text.Select(c => $"{(int)c:X4}")));
        }
    }

    private static bool Finds(string said, string query)
    {
        var keys = SearchWords.In(said).Select(w => w.Key).ToHashSet(StringComparer.Ordinal);
        var asked = SearchWords.Asked(query);
        return asked.Count > 0 && asked.All(word => word.AnyOf.Any(keys.Contains));
    }

    private static List<string> Marked(string said, string query) =>
        [.. Highlight.Best([(0, new Turn("", null, said))], new AskedSearch { Words = SearchWords.Asked(query) }).SelectMany(h => h.Marks.Select(m => h.Text.Substring(m[0], m[1])))];
}
