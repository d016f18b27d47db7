using FsCheck;
using FsCheck.Fluent;
using Usher.Calls.Engine;
using Usher.Calls.Screening;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Engine;

public class AnswererTests
{
    private static readonly CallTranscript Garden = Talk.Of("""
        Ida Moss: The hedge along the north side has to be cut before the birds begin to nest.
        Otto Reed: And the pond needs a new liner, the old one has been leaking since the autumn.
        Ida Moss: I would plant three apple trees where the shed was standing until last year.
        Otto Reed: Apple trees want more sun than that corner has, I would rather plant currants there.
        """, "Planning the garden", 2);

    private static Answer Ask(string question, params CallTranscript[] calls) =>
        Answerer.Answer(question, calls, AnswerOptions.Default, CancellationToken.None);

    [Theory]
    [InlineData("What does a printer cost?", "two hundred and ten pounds per printer")]
    [InlineData("What did Ben worry about?", "the head office has frozen everything")]
    [InlineData("Which competitors came up?", "a quote from Inkwell")]
    [InlineData("What are the next steps?", "I'll send you the contract by Thursday")]
    [InlineData("What was decided about the contract?", "let's go with the two year contract")]
    [InlineData("When does it start?", "the first of June")]
    [InlineData("What do we know of repairs on Saturdays?", "How many hours does a repair take")]
    public void A_question_is_answered_with_the_words_that_answer_it(string question, string words) =>
        string.Join('\n', Ask(question, Talk.Sale).Lines.Select(l => l.Quote.Text)).ShouldContain(words);

    [Theory]
    [InlineData("Tanaka: 来週からパイロットを始めます。配送費は三千円です。", "配送費はいくらですか？", "配送費は三千円")]
    [InlineData("Tanaka: 来週からパイロットを始めます。配送費は三千円です。\nSato: 契約書は金曜日までに送ります。法務の確認も必要です。", "契約書はいつ送りますか？", "契約書は金曜日までに送ります")]
    [InlineData("Tanaka: 今回のSalesforce連携はQ3に終わる予定です。\nSato: 天気がとてもいいので散歩に行きたいです。", "Salesforce連携はいつ終わりますか", "Salesforce連携")]
    [InlineData("王伟: 我们下周开始试点。运费是三百元。", "运费是多少？", "运费是三百元")]
    [InlineData("王伟: 我们下周开始试点项目。\n李娜: 合同需要法务部门签字以后才能生效。", "合同需要谁签字？", "合同需要法务部门签字")]
    [InlineData("김민수: 배송비는 삼천 원입니다. 번역을 부탁해요.", "배송비가 얼마예요?", "배송비는 삼천 원")]
    [InlineData("Malee: ค่าขนส่งสามร้อยบาทสำหรับทุกสาขาในกรุงเทพ", "ค่าขนส่งเท่าไหร่", "ค่าขนส่งสามร้อยบาท")]
    [InlineData("Jürgen: Die Straße in Düsseldorf wird erst im nächsten Jahr fertig, sagt das Amt.\nMia: Ich finde den Garten sehr schön und bleibe gern hier.", "Was ist mit der Strasse in Duesseldorf?", "Straße in Düsseldorf")]
    [InlineData("Can: İSTANBUL deposu gelecek hafta yeni sistemi DEĞİŞTİRDİ ve herkes memnun kaldı.\nEce: Benim kedim bütün gün uyuyor ve hiç konuşmuyor.", "istanbul deposu ne değiştirdi?", "İSTANBUL deposu")]
    [InlineData("Max: The people at AT&T told us that the R&D budget is ready for next year.\nEva: We met at noon and didn't agree on the menu for the party.", "What did AT&T say?", "AT&T told us")]
    [InlineData("Rita: The list says €1,200 for a pallet with all of the handling included.\nMax: We met at noon and didn't agree on the menu for the party.", "Who said 1200?", "€1,200 for a pallet")]
    [InlineData("Max: The new service is written in C++ by a small team in Porto.\nEva: My cat sees a vet in Porto every second month of the year.", "What is written in C++?", "written in C++")]
    [InlineData("Νίκος: Η τιμή είναι σαράντα ευρώ για κάθε κιβώτιο που στέλνουμε.\nEva: We met at noon and didn't agree on the menu for the party.", "ΤΙΜΗ κιβώτιο", "Η τιμή είναι σαράντα")]
    public void A_question_in_another_script_or_spelling_is_answered_with_the_words_that_answer_it(string lines, string question, string words) =>
        string.Join('\n', Ask(question, Talk.Of(lines)).Lines.Select(l => l.Quote.Text)).ShouldContain(words);

    [Theory]
    [InlineData("ヘリコプターの値段はいくらですか？")]
    [InlineData("直升机多少钱？")]
    [InlineData("헬리콥터는 얼마예요?")]
    [InlineData("M&A?")]
    public void What_was_not_spoken_of_is_not_answered_in_another_script(string question) =>
        Ask(question, Talk.Of("Tanaka: 来週からパイロットを始めます。配送費は三千円です。\n王伟: 我们下周开始试点。运费是三百元。\n김민수: 배송비는 삼천 원입니다. 번역을 부탁해요.\nMax: We met at noon and didn't agree on m or a.")).IsNone.ShouldBeTrue();

    [Theory]
    [InlineData("What is the capital of France?")]
    [InlineData("Who won the cup final?")]
    [InlineData("How do I bake sourdough bread?")]
    [InlineData("What did they decide about the helicopter?")]
    [InlineData("What did Zacharias say about volcanoes?")]
    [InlineData("When is the concert in Vienna?")]
    [InlineData("")]
    [InlineData("?!")]
    [InlineData("the of and")]
    public void What_was_not_spoken_of_is_not_answered(string question)
    {
        Ask(question, Talk.Sale).IsNone.ShouldBeTrue();
        Ask(question, Talk.Sale, Garden).IsNone.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_answered_from_nothing()
    {
        Ask("What about the price?").IsNone.ShouldBeTrue();
        Ask("What about the price?", Talk.Sale with { Turns = [] }).IsNone.ShouldBeTrue();
        Ask("What about the price?", Talk.Sale with { Turns = [new Turn("", null, "… —")] }).IsNone.ShouldBeTrue();
    }

    [Fact]
    public void Over_several_calls_the_right_one_is_quoted()
    {
        var answer = Ask("What should be planted in the corner of the garden?", Talk.Sale, Garden);
        answer.Lines.ShouldNotBeEmpty();
        answer.Lines.ShouldAllBe(l => l.Call == Garden.Call);
    }

    [Fact]
    public void A_call_is_found_by_a_name_that_only_its_title_bears()
    {
        var ours = Talk.Of("Ana: The lorries were late again on three mornings of this month.\nBo: Then the drivers have to start at five.", "Marram Bay, deliveries", 3);
        var other = Talk.Of("Cy: The lorries were late again, and nobody told the kitchen about it.\nDee: I will tell the depot to call you.", "Old Foundry, deliveries", 4);
        Ask("Why were the lorries late at Marram Bay?", ours, other).Lines.ShouldNotBeEmpty();
        Ask("Why were the lorries late at Marram Bay?", ours, other).Lines[0].Call.ShouldBe(ours.Call);
    }

    [Fact]
    public void Lines_stand_in_the_order_they_were_said()
    {
        var lines = Ask("What was said about the price, the quote and the contract?", Talk.Sale).Lines;
        lines.Count.ShouldBeGreaterThan(1);
        lines.Select(l => l.Quote.Turn).ShouldBeInOrder();
    }

    [Fact]
    public void A_speaker_who_is_asked_for_is_the_one_who_is_quoted() =>
        Ask("What does Otto think of apple trees?", Garden).Lines.Select(l => l.Quote.Text).ShouldContain("Apple trees want more sun than that corner has, I would rather plant currants there.");

    [Fact]
    public void Fillers_at_the_ends_are_left_out()
    {
        var call = Talk.Of("Ana: Um, so, yeah, the annual licence for the scanner is nine hundred euros and, uh,\nBo: Okay.");
        Ask("What does the scanner licence cost?", call).Lines.ShouldHaveSingleItem().Quote.Text.ShouldBe("the annual licence for the scanner is nine hundred euros");
    }

    [Fact]
    public void What_a_transcriber_wrote_between_brackets_is_not_quoted()
    {
        var call = Talk.Of("Ana: The annual licence for the scanner is nine hundred euros [Laughter.]\nBo: [Interruption.] Okay.");
        Ask("What does the scanner licence cost?", call).Lines.ShouldHaveSingleItem().Quote.Text.ShouldBe("The annual licence for the scanner is nine hundred euros");
    }

    [Fact]
    public void Who_asks_for_a_kind_of_statement_by_the_name_of_a_call_gets_that_kind_from_that_call()
    {
        var marram = Talk.Of("Ana: The lorries were late again on three mornings of this month.\nBo: And we have a quote from Inkwell that is fifteen per cent under you.\nAna: I see.", "Marram Bay, deliveries", 3);
        var other = Talk.Of("Cy: At Marram Bay the lorries were late again, and nobody told Marram about it.\nDee: I will tell the depot at Marram Bay to call you tomorrow morning.", "Old Foundry, deliveries", 4);
        Ask("Who are the competitors at Marram Bay?", marram, other).Lines.ShouldHaveSingleItem().Quote.Text.ShouldContain("a quote from Inkwell");
    }

    [Fact]
    public void Other_calls_change_nothing_that_was_not_given()
    {
        var alone = Ask("What does a printer cost?", Talk.Sale);
        Ask("What does a printer cost?", Garden);
        Ask("What does a printer cost?", Talk.Sale).Lines.ShouldBe(alone.Lines);
    }

    [Fact]
    public void An_answer_is_as_short_as_it_is_asked_to_be()
    {
        var answer = Answerer.Answer("What about the printers?", [Talk.Sale], new AnswerOptions(25, 1), CancellationToken.None);
        answer.Lines.ShouldHaveSingleItem();
        Talk.Words(answer.Lines[0].Quote.Text).ShouldBeLessThanOrEqualTo(25);
    }

    [Fact]
    public void Asking_can_be_given_up() =>
        Should.Throw<OperationCanceledException>(() => Answerer.Answer("What does a printer cost?", [Talk.Sale], AnswerOptions.Default, new CancellationToken(true)));

    [Fact]
    public void Whatever_was_said_and_asked_quotations_are_verbatim_and_short()
    {
        var word = Gen.Elements(
            "price", "the", "um", "I'll", "send", "contract", "by", "Friday", "£4,500", "twenty", "per", "cent", "and", "because", "{laugh}", "[pause]", "<b>", "-", "…", "Mr.", "3.5",
            "we", "'re", "Larder's", "\"quoted\"", "naïve", "日本語", "\u202E", "🙂", "\uD83D", "a", "a", "no", "$", "%", "(", ")", "e.g.", "?");
        var text = Gen.ListOf(Gen.Elements(" ", ", ", ". ", "? ", "\n", "").Zip(word, (gap, w) => w + gap)).Select(w => string.Concat(w));
        var turns = Gen.ListOf(Gen.Elements("Ana", "Bo", "", "Dr. Cy (Lib.)").Zip(text, (speaker, t) => new Turn(speaker, null, t)));
        var worlds = Gen.ListOf(turns).Zip(text, (calls, question) => (Calls: calls.Take(4).Select((t, i) => new CallTranscript(new Guid(i, 0, 0, new byte[8]), "Larder", [.. t], default)).ToList(), Question: question));
        Prop.ForAll(worlds.ToArbitrary(), world =>
        {
            foreach (var question in new[] { world.Question, "What is the price of the contract?", "What are the next steps?", "Which competitors?", "What did Ana say?" })
            {
                var answer = Answerer.Answer(question, world.Calls, AnswerOptions.Default, CancellationToken.None);
                answer.Lines.Sum(l => Talk.Words(l.Quote.Text)).ShouldBeLessThanOrEqualTo(90);
                answer.Lines.Count.ShouldBeLessThanOrEqualTo(7);
                foreach (var line in answer.Lines)
                    Talk.ShouldBeReadable(line.Quote, world.Calls.Single(c => c.Call == line.Call));
            }
            foreach (var call in world.Calls)
            {
                foreach (var line in Summarizer.Summarize(call, CancellationToken.None).Parts.SelectMany(p => p.Lines))
                    Talk.ShouldBeReadable(line.Quote, call);
                Sensitivity.Classify(call.Turns);
            }
        }).QuickCheckThrowOnFailure();
    }
}
