using System.Text;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Transcripts;

/// <summary>Cues of WebVTT and SRT, as recorders write them rather than as the standard wants them.</summary>
public class CueTests
{
    private static TranscriptFile Cue(params string[] lines) => LayoutTests.Read("WEBVTT\n\n00:01.000 --> 00:04.000\n" + string.Join('\n', lines));

    private static IEnumerable<string> Said(TranscriptFile file) => LayoutTests.Said(file);

    [Fact]
    public void Several_speak_in_one_cue()
    {
        Said(Cue("Mara: We can start.", "Theo: Good.", "Mara: Fine.")).ShouldBe(["Mara|We can start.", "Theo|Good.", "Mara|Fine."]);
        Said(Cue("<v Mara>We can start.</v> <v Theo>Good.</v>")).ShouldBe(["Mara|We can start.", "Theo|Good."]);
        Said(Cue("<v Mara>We can start.</v>", "<v Theo>Good.</v>")).ShouldBe(["Mara|We can start.", "Theo|Good."]);
        Said(Cue("[Mara]: We can start.", "[Theo]: Good.")).ShouldBe(["Mara|We can start.", "Theo|Good."]);
        Said(Cue("- Mara: We can start.", "- Theo: Good.")).ShouldBe(["Mara|We can start.", "Theo|Good."]);
    }

    [Fact]
    public void Dashes_and_chevrons_tell_that_another_speaks_and_not_who()
    {
        Said(Cue("- Yes.", "- No.")).ShouldBe(["|Yes.", "|No."]);
        Said(Cue("-Yes.", "-No.")).ShouldBe(["|Yes.", "|No."]);
        Said(Cue("– Yes.", "– No,", "not now.")).ShouldBe(["|Yes.", "|No, not now."]);
        Said(Cue("&gt;&gt; Yes.", ">> No.")).ShouldBe(["|Yes.", "|No."]);
        Said(Cue("Mara: Yes.", "- No.")).ShouldBe(["Mara|Yes.", "|No."]);
        Said(Cue("<v Mara>- Yes.", "- No.</v>")).ShouldBe(["Mara|Yes.", "|No."]);
    }

    [Fact]
    public void A_voice_ends_where_its_tag_closes() =>
        Said(Cue("<v Mara>Yes.</v> No.")).ShouldBe(["Mara|Yes.", "|No."]);

    [Theory]
    [InlineData("<v Mara>if x < 5 then we stop", "Mara|if x < 5 then we stop")]
    [InlineData("<v Mara>x <5 or >7", "Mara|x <5 or >7")]
    [InlineData("<v Mara>mail <theo@banks.example> today", "Mara|mail <theo@banks.example> today")]
    [InlineData("<v Mara>see <https://usher.example/a?b=c> today", "Mara|see <https://usher.example/a?b=c> today")]
    [InlineData("<v Mara>a <b>bold</b> <00:00:01.500>word &lt;b&gt;", "Mara|a bold word <b>")]
    [InlineData("<v Mara>List<String> it is", "Mara|List<String> it is")]
    [InlineData("<c.white>Mara: Hi <i>there</i>.</c>", "Mara|Hi there.")]
    [InlineData("{\\an8}Mara: Hi <font color=\"#fff\">there</font>.", "Mara|Hi there.")]
    [InlineData("<v.first.loud Mara de los Santos>Hi.", "Mara de los Santos|Hi.")]
    [InlineData("<v Mara &amp; Theo>Hi.", "Mara & Theo|Hi.")]
    public void Only_a_tag_is_a_tag(string line, string said) => Said(Cue(line)).ShouldBe([said]);

    [Theory]
    [InlineData("WEBVTT\n\n00:00:01,000 --> 00:00:03,000\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n0:0:1.540 --> 0:0:3.850\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n00:01 --> 00:03\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n00:01.0 --> 00:03.00\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n00:05.000 --> 00:04.900\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n00:61:00.000 --> 00:62:00.000\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n00:05.000 -> 00:06.000\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:03.000\n\nMara: Hi.", "line 5")]
    [InlineData("WEBVTT\n\nChapter one\nIntro\n00:01.000 --> 00:03.000\nMara: Hi.", "line 3")]
    [InlineData("WEBVTT\n\n1\n00:01.000 --> 00:03.000\nMara: Hi.\n\n2\n", "line 7")]
    [InlineData("WEBVTT\n00:01.000 --> 00:03.000\nMara: Hi.", "line 2")]
    [InlineData("WEBVTTX\n\n00:01.000 --> 00:03.000\nMara: Hi.", "line 1")]
    public void A_bad_cue_costs_a_warning_with_its_line_and_not_the_meeting(string text, string where)
    {
        var file = LayoutTests.Read(text, "call.vtt");

        Said(file).ShouldBe(["Mara|Hi."]);
        file.Notes.Unread.ShouldBe(0);
        file.Notes.Warnings.ShouldHaveSingleItem().Where.ShouldBe(where);
    }

    [Fact]
    public void Cues_without_a_blank_line_between_them_are_cues()
    {
        Said(LayoutTests.Read("WEBVTT\n\n00:01.000 --> 00:02.000\nMara: Hi.\n00:02.000 --> 00:03.000\nTheo: Yes.")).ShouldBe(["Mara|Hi.", "Theo|Yes."]);
        Said(LayoutTests.Read("1\n00:00:01,000 --> 00:00:02,000\nMara: Hi.\n2\n00:00:02,000 --> 00:00:03,000\nTheo: Yes.")).ShouldBe(["Mara|Hi.", "Theo|Yes."]);
    }

    [Fact]
    public void What_cannot_be_read_is_counted_with_its_line()
    {
        var file = LayoutTests.Read("WEBVTT\n\n00:01.000 --> 00:02.000\nMara: Hi.\n\nsomething lost on the way\nand more\n\n00:03.000 --> 00:04.000\nTheo: Yes.");

        Said(file).ShouldBe(["Mara|Hi.", "Theo|Yes."]);
        (file.Notes.Unread, file.Notes.Warnings[0].Where).ShouldBe((1, "line 6"));
    }

    [Fact]
    public void Faults_without_number_are_counted_and_the_first_are_told()
    {
        var file = LayoutTests.Read("WEBVTT\n\n" + string.Concat(Enumerable.Repeat("00:00:01,000 --> 00:00:02,000\nMara: Hi.\n\n", 1000)));

        (file.Notes.Warned, file.Notes.Warnings.Count, file.Notes.Unread).ShouldBe((1000, TranscriptLimits.Default.Warnings, 0));
    }

    [Fact]
    public void An_arrow_in_speech_is_speech()
    {
        Said(Cue("<v Mara>Go to Settings --> Billing.")).ShouldBe(["Mara|Go to Settings --> Billing."]);
        Said(Cue("<v Mara>Go on", "Settings --> Billing.")).ShouldBe(["Mara|Go on Settings --> Billing."]);
        Said(Cue("<v Mara>We have", "5 --> 6 seats.")).ShouldBe(["Mara|We have 5 --> 6 seats."]);
    }

    [Fact]
    public void Srt_is_known_by_its_times_under_any_name()
    {
        const string Srt = "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>Mara: We can\r\nstart.</i>\r\n\r\n2\r\n00:00:03,500 --> 00:00:05,000\r\nTheo: Good.\r\n";
        foreach (var name in new[] { "call.srt", "call.txt", "call.vtt", null })
            Said(LayoutTests.Read(Srt, name)).ShouldBe(["Mara|We can start.", "Theo|Good."]);
        LayoutTests.Read(Srt, "call.srt").Notes.Warned.ShouldBe(0);
        Said(LayoutTests.Read("0:00:01.000,0:00:03.000\nMara: We can start.\n\n0:00:03.500,0:00:05.000\nTheo: Good.", "call.sbv")).ShouldBe(["Mara|We can start.", "Theo|Good."]);
    }

    [Fact]
    public void Captions_that_roll_up_are_read_once()
    {
        Said(LayoutTests.Read("""
            WEBVTT

            00:01.000 --> 00:02.000
            welcome to the call

            00:02.000 --> 00:03.000
            welcome to the call
            we raise the price

            00:03.000 --> 00:04.000
            we raise the price
            in May
            """)).ShouldBe(["|welcome to the call", "|we raise the price", "|in May"]);
        Said(LayoutTests.Read("""
            1
            00:00:01,000 --> 00:00:02,000
            Mara: we raise

            2
            00:00:02,000 --> 00:00:03,000
            Mara: we raise the price

            3
            00:00:03,000 --> 00:00:04,000
            Mara: we raise the price

            4
            00:00:04,000 --> 00:00:05,000
            Mara: we raise the price in May
            """)).ShouldBe(["Mara|we raise the price in May"]);
        Said(LayoutTests.Read("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mara>No.\n\n00:02.000 --> 00:03.000\n<v Mara>No.\n\n00:03.000 --> 00:04.000\n<v Theo>Why?"))
            .ShouldBe(["Mara|No.", "Mara|No.", "Theo|Why?"]);
    }

    [Fact]
    public void A_cue_without_a_speaker_is_nobodys() =>
        Said(LayoutTests.Read("WEBVTT\n\n00:01.000 --> 00:02.000\nMara: so what do you say\n\n00:02.000 --> 00:03.000\nthe price is forty\n\n00:03.000 --> 00:04.000\nMara: Fine."))
            .ShouldBe(["Mara|so what do you say", "|the price is forty", "Mara|Fine."]);

    [Fact]
    public void Captions_without_speakers_have_none_for_a_word_and_a_colon() =>
        Said(LayoutTests.Read("WEBVTT\n\n" + string.Concat(new[] { "we begin", "with the plan", "Forecast: forty", "and that is", "all we have" }.Select((text, i) => $"00:0{i}.000 --> 00:0{i}.900\n{text}\n\n"))))
            .ShouldBe(["|we begin", "|with the plan", "|Forecast: forty", "|and that is", "|all we have"]);

    /// <summary>A megabyte of one thing over and over: read or refused at once, whatever it is.</summary>
    [Theory]
    [InlineData("a\n")]
    [InlineData("A: b\n")]
    [InlineData("\n")]
    [InlineData("[00:01] ")]
    [InlineData("[00:01]\n")]
    [InlineData("[[[[")]
    [InlineData("(((( 1 ")]
    [InlineData("A 1 ")]
    [InlineData("<v a")]
    [InlineData("<<<<")]
    [InlineData("&amp")]
    [InlineData("00:01.000 --> 00:02.000\n")]
    [InlineData("00:01.000 --> 00:02.000\na\n\n")]
    [InlineData("00:01.000 --> 00:02.000\na\nb\na\nb\n\n")]
    [InlineData("1\n1\n")]
    [InlineData("x --> y\n\n")]
    [InlineData("- a\n- b\n")]
    [InlineData("Mara Quill\n0:03\n")]
    [InlineData("0:03 Mara Quill\nx\n")]
    [InlineData("::::")]
    [InlineData("Aa Bb Cc Dd Ee Ff Gg: ")]
    [InlineData("\u200F")]
    public async Task Hostile_input_takes_no_longer_than_its_length(string piece)
    {
        foreach (var text in new[] { "", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "A: x\n" })
        {
            var bytes = Encoding.UTF8.GetBytes(text + string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length)));
            var read = Task.Run(() => TranscriptReader.Read(bytes, null, TranscriptLimits.Default), TestContext.Current.CancellationToken);
            (await Task.WhenAny(read, Task.Delay(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken))).ShouldBe(read);
        }
    }
}
