using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Transcripts;

/// <summary>Transcripts as recorders and people write them, each with the turns that a person reads in it.</summary>
public class LayoutTests
{
    public static TheoryData<string> Cases => [.. System.IO.Directory.EnumerateFiles(Folder()).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_transcript_of_the_field_is_read_as_a_person_reads_it(string name)
    {
        var file = Path.Combine(Folder(), name);
        var expected = JsonSerializer.Deserialize<string[][]>(File.ReadAllText(file + ".expected.json"))!;

        var read = TranscriptReader.Read(File.ReadAllBytes(file), name, TranscriptLimits.Default);

        read.Refusal.ShouldBeNull();
        Said(read.File!).ShouldBe(expected.Select(turn => $"{turn[0]}|{turn[1]}"));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Cases");

    internal static IEnumerable<string> Said(TranscriptFile file) => file.Turns.Select(turn => $"{turn.Speaker}|{turn.Text}");

    internal static TranscriptFile Read(string text, string? name = null)
    {
        var read = TranscriptReader.Read(Encoding.UTF8.GetBytes(text), name, TranscriptLimits.Default);
        read.Refusal.ShouldBeNull(text);
        return read.File!;
    }

    /// <summary>Between two lines of somebody else: words given to the wrong speaker are the worst fault.</summary>
    [Theory]
    [InlineData("Uwe von und zu Berg:", "Uwe von und zu Berg")]
    [InlineData("Vincent van 't Hoff:", "Vincent van 't Hoff")]
    [InlineData("Juan Ponce de León y Figueroa:", "Juan Ponce de León y Figueroa")]
    [InlineData("João dos Reis e Silva:", "João dos Reis e Silva")]
    [InlineData("Osama bin Zayed al-Rashid:", "Osama bin Zayed al-Rashid")]
    [InlineData("Jeanne d'Arc:", "Jeanne d'Arc")]
    [InlineData("Charles de l'Épée:", "Charles de l'Épée")]
    [InlineData("Gabriella degli Esposti:", "Gabriella degli Esposti")]
    [InlineData("van der Berg:", "van der Berg")]
    [InlineData("de los Santos, María:", "de los Santos, María")]
    [InlineData("Banks, Theo (External):", "Banks, Theo (External)")]
    [InlineData("Dr. Theo Banks, PhD:", "Dr. Theo Banks, PhD")]
    [InlineData("J. R. R. Tolkien:", "J. R. R. Tolkien")]
    [InlineData("Mary-Jane O'Neil-Smith:", "Mary-Jane O'Neil-Smith")]
    [InlineData("THEO BANKS:", "THEO BANKS")]
    [InlineData("theo banks:", "theo banks")]
    [InlineData("theo.banks:", "theo.banks")]
    [InlineData("theo_banks42:", "theo_banks42")]
    [InlineData("theo@banks.example:", "theo@banks.example")]
    [InlineData("k.d. lang:", "k.d. lang")]
    [InlineData("+49 30 1234567:", "+49 30 1234567")]
    [InlineData("+1 (555) 123-4567:", "+1 (555) 123-4567")]
    [InlineData("Speaker 1:", "Speaker 1")]
    [InlineData("SPEAKER_01:", "SPEAKER_01")]
    [InlineData("Unknown Speaker:", "Unknown Speaker")]
    [InlineData("Theo Banks (Host):", "Theo Banks (Host)")]
    [InlineData("Theo Banks (he/him):", "Theo Banks (he/him)")]
    [InlineData("Theo Banks [Acme, in the north]:", "Theo Banks [Acme, in the north]")]
    [InlineData("Theo | Acme:", "Theo | Acme")]
    [InlineData("Theo & Bo:", "Theo & Bo")]
    [InlineData("[SPEAKER_01]:", "SPEAKER_01")]
    [InlineData("[Theo Banks]:", "Theo Banks")]
    [InlineData("(Theo Banks):", "Theo Banks")]
    [InlineData("<Theo Banks>:", "Theo Banks")]
    [InlineData("<Theo>", "Theo")]
    [InlineData("[Theo]", "Theo")]
    [InlineData("【佐藤】", "佐藤")]
    [InlineData("［佐藤］：", "佐藤")]
    [InlineData("\"Theo Banks\":", "Theo Banks")]
    [InlineData("“Theo Banks”:", "Theo Banks")]
    [InlineData("«Theo»:", "Theo")]
    [InlineData("Theo \"T\" Banks:", "Theo \"T\" Banks")]
    [InlineData("Theo “T” Banks:", "Theo “T” Banks")]
    [InlineData("Theo ‘T’ Banks:", "Theo ‘T’ Banks")]
    [InlineData("**Theo Banks:**", "Theo Banks")]
    [InlineData("**Theo Banks**:", "Theo Banks")]
    [InlineData("*Theo Banks*:", "Theo Banks")]
    [InlineData("__Theo Banks__:", "Theo Banks")]
    [InlineData("_Theo Banks_:", "Theo Banks")]
    [InlineData("`theo`:", "theo")]
    [InlineData("<b>Theo Banks:</b>", "Theo Banks")]
    [InlineData("<strong>Theo Banks</strong>:", "Theo Banks")]
    [InlineData("- Theo Banks:", "Theo Banks")]
    [InlineData("• Theo Banks:", "Theo Banks")]
    [InlineData("* Theo Banks:", "Theo Banks")]
    [InlineData(">> Theo Banks:", "Theo Banks")]
    [InlineData("> Theo Banks:", "Theo Banks")]
    [InlineData("🌊 Theo Banks:", "🌊 Theo Banks")]
    [InlineData("Theo Banks 🌊:", "Theo Banks 🌊")]
    [InlineData("👩🏽‍💻 Theo:", "👩🏽‍💻 Theo")]
    [InlineData("\u200FTheo Banks\u200E:", "Theo Banks")]
    [InlineData("\u202ATheo Banks\u202C:", "Theo Banks")]
    [InlineData("\u2068Theo Banks\u2069\u200B:", "Theo Banks")]
    [InlineData("\u200Fיעל כהן:", "יעל כהן")]
    [InlineData("محمد بن سلمان:", "محمد بن سلمان")]
    [InlineData("佐藤：", "佐藤")]
    [InlineData("佐藤:", "佐藤")]
    [InlineData("佐藤 花子：", "佐藤 花子")]
    [InlineData("Theo Banks：", "Theo Banks")]
    [InlineData("Theo Banks﹕", "Theo Banks")]
    [InlineData("Theo Banks :", "Theo Banks")]
    [InlineData("Theo Banks\u00A0:", "Theo Banks")]
    [InlineData("김철수:", "김철수")]
    [InlineData("Мария Иванова:", "Мария Иванова")]
    [InlineData("Theo Banks\t:", "Theo Banks")]
    [InlineData("Will:", "Will")]
    [InlineData("May Chen:", "May Chen")]
    [InlineData("My Tran:", "My Tran")]
    public void A_speaker_is_known_by_any_usual_name(string label, string speaker)
    {
        Said(Read($"Mara: Hi.\n{label} The price is forty.\nMara: ok\n{label} Good.\nMara: Yes.")).ShouldBe(
            ["Mara|Hi.", $"{speaker}|The price is forty.", "Mara|ok", $"{speaker}|Good.", "Mara|Yes."]);
        Said(Read($"WEBVTT\n\n00:01.000 --> 00:02.000\n{Escaped(label)} The price is forty.\n\n00:03.000 --> 00:04.000\n{Escaped(label)} Good.")).ShouldBe(
            [$"{speaker}|The price is forty.", $"{speaker}|Good."]);
    }

    private static string Escaped(string label) => label.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<Theo", "&lt;Theo", StringComparison.Ordinal);

    [Theory]
    [InlineData("Uwe von und zu Berg:", "Uwe von und zu Berg")]
    [InlineData("theo banks:", "theo banks")]
    [InlineData("Theo \"T\" Banks:", "Theo \"T\" Banks")]
    [InlineData("🌊 Theo:", "🌊 Theo")]
    [InlineData("**Theo:**", "Theo")]
    [InlineData("\u200Fיעל כהן:", "יעל כהן")]
    public void A_speaker_is_known_who_speaks_once(string label, string speaker) =>
        Said(Read($"Mara: Hi.\n{label} The price is forty.\nMara: ok")).ShouldBe(["Mara|Hi.", $"{speaker}|The price is forty.", "Mara|ok"]);

    [Theory]
    [InlineData("One more thing: the date.")]
    [InlineData("Note: the price is forty.")]
    [InlineData("The price: forty.")]
    [InlineData("My question is this: when?")]
    [InlineData("Next steps: we call.")]
    [InlineData("Action Items: we call.")]
    [InlineData("Option A: forty.")]
    [InlineData("Noch etwas: der Preis.")]
    [InlineData("Una cosa más: el precio.")]
    [InlineData("Encore une chose : le prix.")]
    [InlineData("https://usher.example/a: no.")]
    [InlineData("http://usher.example")]
    [InlineData("It is 10:30 and we go on.")]
    [InlineData("Mail theo@banks.example, please.")]
    [InlineData("Then he said: \"No.\"")]
    [InlineData("[laughter] and so on.")]
    [InlineData("(inaudible) the price.")]
    [InlineData("Really? Yes: really.")]
    [InlineData("if x < 5 then we stop.")]
    [InlineData("and a smile :) too.")]
    [InlineData("C:\\Users\\mara is the folder.")]
    public void A_colon_inside_of_speech_makes_no_speaker(string line) =>
        Said(Read($"Mara: Hi.\n{line}\nTheo: ok.\nMara: Good.")).ShouldBe([$"Mara|Hi. {line}", "Theo|ok.", "Mara|Good."]);

    [Fact]
    public void When_in_doubt_nobody_is_named_and_it_is_told()
    {
        var file = Read("Mara: Hi, and\nwelcome to\nthe talk about\nwhat we do.\nlicense fees: forty.\nThat was\nall I had\nto say.");

        Said(file).ShouldBe(["Mara|Hi, and welcome to the talk about what we do.", "|license fees: forty. That was all I had to say."]);
        file.Notes.Warnings.ShouldHaveSingleItem().Where.ShouldBe("line 5");
    }

    [Theory]
    [InlineData("[00:01:23] Mara Quill: Hi.", 83)]
    [InlineData("(00:01:23) Mara Quill: Hi.", 83)]
    [InlineData("{00:01:23} Mara Quill: Hi.", 83)]
    [InlineData("<00:01:23> Mara Quill: Hi.", 83)]
    [InlineData("［００:０１:２３］Mara Quill：Hi.", 83)]
    [InlineData("00:01:23 Mara Quill: Hi.", 83)]
    [InlineData("1:23 Mara Quill: Hi.", 83)]
    [InlineData("1:23 - Mara Quill: Hi.", 83)]
    [InlineData("1:23 – Mara Quill: Hi.", 83)]
    [InlineData("1:23 | Mara Quill: Hi.", 83)]
    [InlineData("1:23\tMara Quill\tHi.", 83)]
    [InlineData("1:23 | Mara Quill | Hi.", 83)]
    [InlineData("[1:23]: Mara Quill: Hi.", 83)]
    [InlineData("[00:01:23.456] Mara Quill: Hi.", 83.456)]
    [InlineData("[00:01:23,456] Mara Quill: Hi.", 83.456)]
    [InlineData("[00:01:23 - 00:01:30] Mara Quill: Hi.", 83)]
    [InlineData("00:01:23 --> 00:01:30 Mara Quill: Hi.", 83)]
    [InlineData("[83.20s -> 90.00s] Mara Quill: Hi.", 83.2)]
    [InlineData("[1m 23s] Mara Quill: Hi.", 83)]
    [InlineData("Mara Quill (00:01:23): Hi.", 83)]
    [InlineData("Mara Quill [00:01:23]: Hi.", 83)]
    [InlineData("Mara Quill 1:23: Hi.", 83)]
    [InlineData("Mara Quill, 1:23: Hi.", 83)]
    [InlineData("Mara Quill: [1:23] Hi.", 83)]
    [InlineData("Mara Quill: (00:01:23) Hi.", 83)]
    [InlineData("Mara Quill (1:23) Hi.", 83)]
    [InlineData("[Mara Quill 1:23] Hi.", 83)]
    [InlineData("[1:23 Mara Quill] Hi.", 83)]
    [InlineData("**[1:23] Mara Quill:** Hi.", 83)]
    [InlineData("**Mara Quill** (1:23): Hi.", 83)]
    [InlineData("10:05 AM Mara Quill: Hi.", 0)]
    [InlineData("[10:05:23 PM] Mara Quill: Hi.", 0)]
    [InlineData("10:05am - Mara Quill: Hi.", 0)]
    [InlineData("[10:05 p.m.] Mara Quill: Hi.", 0)]
    [InlineData("午後10:05 Mara Quill：Hi.", 0)]
    [InlineData("Mara Quill, 10:05 AM: Hi.", 0)]
    [InlineData("Mara Quill (10:05 AM): Hi.", 0)]
    [InlineData("14:05:23 Mara Quill: Hi.", 0)]
    [InlineData("[2026-03-04 10:05:23] Mara Quill: Hi.", 0)]
    [InlineData("2026-03-04T10:05:23Z Mara Quill: Hi.", 0)]
    [InlineData("3/4/26, 10:05 AM - Mara Quill: Hi.", 0)]
    [InlineData("10:05:23 From Mara Quill to Everyone: Hi.", 0)]
    public void A_time_stands_before_or_after_the_name_in_every_usual_form(string line, double seconds) =>
        Read(line + "\n" + line.Replace("Hi.", "Yes.", StringComparison.Ordinal)).Turns.ShouldBe(
            [new("Mara Quill", TimeSpan.FromSeconds(seconds), "Hi."), new("Mara Quill", TimeSpan.FromSeconds(seconds), "Yes.")]);

    [Theory]
    [InlineData("Mara Quill  0:03", "Theo Banks  0:08")]
    [InlineData("Mara Quill   00:00:03", "Theo Banks   00:00:08")]
    [InlineData("Mara Quill (00:03):", "Theo Banks (00:08):")]
    [InlineData("Mara Quill (0:03)", "Theo Banks (0:08)")]
    [InlineData("Mara Quill [00:00:03]", "Theo Banks [00:00:08]")]
    [InlineData("Mara Quill | 00:03", "Theo Banks | 00:08")]
    [InlineData("Mara Quill - 00:03", "Theo Banks - 00:08")]
    [InlineData("Mara Quill 0:03 - 0:07", "Theo Banks 0:08 - 0:11")]
    [InlineData("[Mara Quill] 00:00:03", "[Theo Banks] 00:00:08")]
    [InlineData("**Mara Quill** 0:03", "**Theo Banks** 0:08")]
    [InlineData("### Mara Quill (0:03)", "### Theo Banks (0:08)")]
    [InlineData("0:03 Mara Quill", "0:08 Theo Banks")]
    [InlineData("0:03 - Mara Quill", "0:08 - Theo Banks")]
    [InlineData("[00:00:03.450] - Mara Quill", "[00:00:08.100] - Theo Banks")]
    [InlineData("00:03 | Mara Quill", "00:08 | Theo Banks")]
    [InlineData("0:03\nMara Quill", "0:08\nTheo Banks")]
    [InlineData("Mara Quill\n0:03", "Theo Banks\n0:08")]
    [InlineData("Mara Quill\n0 minutes 3 seconds", "Theo Banks\n0 minutes 8 seconds")]
    [InlineData("Mara Quill:", "Theo Banks:")]
    [InlineData("Mara Quill 10:05 AM", "Theo Banks 10:06 AM")]
    [InlineData("Mara Quill 14:05:23", "Theo Banks 14:05:29")]
    public void A_name_and_a_time_may_stand_above_the_words(string first, string second)
    {
        string[] expected = ["Mara Quill|We can start. It is late.", "Theo Banks|Good.", "Mara Quill|Fine."];
        var third = first.Replace("3", "9", StringComparison.Ordinal);
        Said(Read($"{first}\nWe can start.\nIt is late.\n\n{second}\nGood.\n\n{third.Replace("10:05", "10:07", StringComparison.Ordinal)}\nFine.")).ShouldBe(expected);
        Said(Read($"{first}\nWe can start.\nIt is late.\n{second}\nGood.\n{third.Replace("10:05", "10:07", StringComparison.Ordinal)}\nFine.")).ShouldBe(expected);
    }

    [Fact]
    public void A_clock_of_twelve_hours_goes_on_after_noon_and_midnight()
    {
        double?[] At(string text) => [.. Read(text).Turns.Select(t => t.At?.TotalMinutes)];

        At("11:59 AM Mara: Hi.\n12:01 PM Theo: Yes.\n1:00 PM Mara: Good.").ShouldBe([0, 2, 61]);
        At("11:59 PM Mara: Hi.\n12:01 AM Theo: Yes.").ShouldBe([0, 2]);
        At("[23:59:00] Mara: Hi.\n[00:01:00] Theo: Yes.").ShouldBe([0, 2]);
        At("[12:58:00] Mara: Hi.\n[1:03:00] Theo: Yes.").ShouldBe([0, 5]);
    }

    [Theory]
    [InlineData("Weekly sync")]
    [InlineData("# Weekly sync")]
    [InlineData("Weekly sync - Transcript\nAttendees\nMara Quill, Theo Banks\nTranscript\n00:00:00")]
    [InlineData("Weekly sync (2026-03-04 10:00 GMT+1)")]
    [InlineData("Date: 4 March 2026\nTime: 10:00\nAttendees: Mara Quill, Theo Banks")]
    [InlineData("Meeting: Weekly sync\nDuration: 30 minutes\n---")]
    [InlineData("March 4, 2026, 10:00 AM\n32m 5s\nMara Quill started transcription")]
    [InlineData("Project Falcon: plans\n")]
    public void A_title_or_a_header_above_is_nobodys_words(string header) =>
        Said(Read($"{header}\n\nMara Quill: We can start.\nTheo Banks: Good.\nMara Quill: Fine.")).ShouldBe(
            ["Mara Quill|We can start.", "Theo Banks|Good.", "Mara Quill|Fine."]);

    [Theory]
    [InlineData("Transcribed by https://otter.ai")]
    [InlineData("Meeting ended after 00:30:12 👋")]
    [InlineData("This editable transcript was computer generated and might contain errors. People can also change the text after it was created.")]
    [InlineData("Theo Banks stopped transcription")]
    [InlineData("----------")]
    public void What_a_recorder_writes_below_is_nobodys_words(string trailer) =>
        Said(Read($"Mara Quill: We can start.\nTheo Banks: Good.\n\n{trailer}")).ShouldBe(["Mara Quill|We can start.", "Theo Banks|Good."]);

    [Fact]
    public void Whispers_lines_with_times_have_no_speakers() =>
        Said(Read("[00:00.000 --> 00:03.200]  We can start.\n[00:03.200 --> 00:05.000]  Note: the price is forty.\n[00:05.000 --> 00:06.000]  Good.")).ShouldBe(
            ["|We can start.", "|Note: the price is forty.", "|Good."]);

    [Fact]
    public void Whispers_segments_are_turns() =>
        Read("""{"text":"We can start. Good.","language":"en","segments":[{"id":0,"start":0.5,"end":3.2,"text":" We can start.","speaker":"SPEAKER_00"},{"id":1,"start":3.2,"text":" Good."}]}""")
            .Turns.ShouldBe([new("SPEAKER_00", TimeSpan.FromSeconds(0.5), "We can start."), new("", TimeSpan.FromSeconds(3.2), "Good.")]);

    [Fact]
    public void A_timed_line_without_a_speaker_is_nobodys() =>
        Said(Read("[00:01] Mara: Hi.\n[00:03] The price is forty.\n[00:05] Theo: ok.\n[00:07] Mara: Good.")).ShouldBe(["Mara|Hi.", "|The price is forty.", "Theo|ok.", "Mara|Good."]);

    [Fact]
    public void Lines_that_end_by_a_separator_of_unicode_are_lines() =>
        Said(Read("Mara: Hi.\u2028Theo: Yes.\u0085Mara: Good.\vTheo: Fine.")).ShouldBe(["Mara|Hi.", "Theo|Yes.", "Mara|Good.", "Theo|Fine."]);
}
