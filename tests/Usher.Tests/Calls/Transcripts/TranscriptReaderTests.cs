using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Usher.Calls.Transcripts;

namespace Usher.Tests.Calls.Transcripts;

public class TranscriptReaderTests
{
    private static readonly TranscriptLimits Small = new(Bytes: 4096, Turns: 20, TurnLength: 200, NameLength: 40, Attendees: 3);

    private static TranscriptResult Read(string text, string? name = null, TranscriptLimits? limits = null) =>
        TranscriptReader.Read(Encoding.UTF8.GetBytes(text), name, limits ?? TranscriptLimits.Default);

    private static TranscriptFile File(string text, string? name = null) => Read(text, name).File.ShouldNotBeNull();

    private static TranscriptRefusal Refusal(string text, string? name = null, TranscriptLimits? limits = null) =>
        Read(text, name, limits).Refusal.ShouldNotBeNull();

    [Fact]
    public void Plain_text_is_read_with_its_times_and_lines_that_go_on()
    {
        var file = File("""
            [00:02] Ana Ruiz: Good morning, Bo.
            [00:05] Bo: Morning. Note: the price
            is forty a month.

            [1:00:07] Ana Ruiz: Thanks: see you.
            """);
        file.Turns.ShouldBe(
        [
            new Turn("Ana Ruiz", TimeSpan.FromSeconds(2), "Good morning, Bo."),
            new Turn("Bo", TimeSpan.FromSeconds(5), "Morning. Note: the price is forty a month."),
            new Turn("Ana Ruiz", new TimeSpan(1, 0, 7), "Thanks: see you."),
        ]);
    }

    [Theory]
    [InlineData("00:01:02 Ana: Hello there.", 62)]
    [InlineData("01:02 Ana: Hello there.", 62)]
    [InlineData("(1:02.5) Ana: Hello there.", 62.5)]
    [InlineData("[01:02] - Ana: Hello there.", 62)]
    public void Plain_text_takes_times_in_the_usual_dresses(string line, double seconds) =>
        File(line).Turns.ShouldHaveSingleItem().At.ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_colon_inside_a_sentence_makes_no_speaker()
    {
        var file = File("Ana: Two things.\nOne more thing: the date.\nhttps://usher.example: no.\nDr. van der Berg: Yes.");
        file.Turns.Select(t => t.Speaker).ShouldBe(["Ana", "Dr. van der Berg"]);
        file.Turns[0].Text.ShouldBe("Two things. One more thing: the date. https://usher.example: no.");
    }

    [Fact]
    public void The_front_matter_tells_what_the_call_is()
    {
        var file = File("""
            ---
            id: rec-7
            title: "Kestrel & Vine: first talk"
            host: ana@harbor.example
            start: 2026-03-04T09:30:00+01:00
            minutes: 14
            account: Kestrel & Vine
            attendees:
              - Ana Ruiz <ana@harbor.example>
              - Luca
              - dee@kestrel.example
            ---
            Ana: Hello, everybody.
            """);
        file.RecorderId.ShouldBe("rec-7");
        file.Title.ShouldBe("Kestrel & Vine: first talk");
        file.Host.ShouldBe("ana@harbor.example");
        file.Start.ShouldBe(new DateTimeOffset(2026, 3, 4, 9, 30, 0, TimeSpan.FromHours(1)));
        file.Duration.ShouldBe(TimeSpan.FromMinutes(14));
        file.Account.ShouldBe("Kestrel & Vine");
        file.Attendees.ShouldBe([new("Ana Ruiz", "ana@harbor.example"), new("Luca", null), new("dee@kestrel.example", "dee@kestrel.example")]);
    }

    [Fact]
    public void A_start_told_as_days_ago_is_counted_from_the_moment_of_reading()
    {
        var ago = File("---\ndaysAgo: 3\ntime: \"13:30\"\n---\nAna: Hello.").Ago.ShouldNotBeNull();
        ago.From(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.FromHours(2))).ShouldBe(new DateTimeOffset(2026, 2, 26, 13, 30, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("---\ntitle: x\nAna: Hello.", 3)]
    [InlineData("---\nnonsense\n---\nAna: Hello.", 2)]
    [InlineData("---\nminutes: soon\n---\nAna: Hello.", 2)]
    [InlineData("---\nid: 1\nid: 2\n---\nAna: Hello.", 3)]
    [InlineData("---\nstart: 2026-03-04T09:30:00\n---\nAna: Hello.", 2)]
    public void A_header_that_cannot_be_read_is_refused_with_its_line(string text, int line) =>
        Refusal(text).ShouldBeOfType<BadHeader>().Line.ShouldBe(line);

    [Fact]
    public void Json_turns_are_read_with_all_they_say()
    {
        var file = File("""
            {"id":"r1","title":"Talk","host":"ana@harbor.example","start":"2026-03-04T09:30:00Z","duration":90.5,"account":null,"more":{"a":[1]},
             "attendees":[{"name":"Ana","email":"ana@harbor.example"},{"email":"bo@harbor.example"}],
             "turns":[{"speaker":"Ana","at":1.5,"text":"Hello."},{"speaker":"Bo","at":"00:04","text":" "},{"at":"1:00:05","text":"Bye  now."}]}
            """);
        file.Duration.ShouldBe(TimeSpan.FromSeconds(90.5));
        file.Account.ShouldBeNull();
        file.Attendees.ShouldBe([new("Ana", "ana@harbor.example"), new("bo@harbor.example", "bo@harbor.example")]);
        file.Turns.ShouldBe([new("Ana", TimeSpan.FromSeconds(1.5), "Hello."), new("", new TimeSpan(1, 0, 5), "Bye now.")]);
    }

    [Fact]
    public void A_bare_list_of_turns_is_json_too() =>
        File("""[{"speaker":"Ana","text":"Hello."}]""", "call.txt").Turns.ShouldBe([new("Ana", null, "Hello.")]);

    [Theory]
    [InlineData("""{"turns":[{"speaker":7,"text":"x"}]}""", "/turns/0/speaker")]
    [InlineData("""{"turns":[{"speaker":"A"}]}""", "/turns/0/text")]
    [InlineData("""{"turns":[{"text":"x","at":-1}]}""", "/turns/0/at")]
    [InlineData("""{"turns":[{"text":"x","at":"soon"}]}""", "/turns/0/at")]
    [InlineData("""{"turns":{"text":"x"}}""", "/turns")]
    [InlineData("""{"turns":["x"]}""", "/turns/0")]
    [InlineData("""{"turns":[],"turns":[]}""", "line 1")]
    [InlineData("""{"start":"2026-03-04","turns":[{"text":"x"}]}""", "/start")]
    [InlineData("""{"attendees":[{}],"turns":[{"text":"x"}]}""", "/attendees/0")]
    [InlineData("{\"turns\":\n[{\"text\":\"x\"}", "line 2")]
    [InlineData("""{"turns":[{"text":"\ud800"}]}""", "the top")]
    public void Json_that_is_not_turns_is_refused_with_the_place(string text, string pointer) =>
        Refusal(text).ShouldBeOfType<BadJson>().Pointer.ShouldBe(pointer);

    [Fact]
    public void Json_nested_to_the_bottom_of_the_sea_is_refused() =>
        Refusal(new string('[', 200_000)).ShouldBeOfType<BadJson>();

    [Fact]
    public void WebVtt_is_read_with_voices_notes_settings_and_identifiers()
    {
        var file = File("""
            WEBVTT - a call

            STYLE
            ::cue { color: lime }

            NOTE
            not spoken

            intro
            00:01.000 --> 00:04.000 align:start position:10%
            <v.loud Ana Ruiz>Good <i>morning</i>, Bo &amp; all.</v>

            00:03.000 --> 00:06.500
            <v Bo>Morning. <v Ana Ruiz>And one more<00:05.000> thing.

            01:00:00.000 --> 01:00:02.000
            Cy: See you.
            """);
        file.Turns.ShouldBe(
        [
            new("Ana Ruiz", TimeSpan.FromSeconds(1), "Good morning, Bo & all."),
            new("Bo", TimeSpan.FromSeconds(3), "Morning."),
            new("Ana Ruiz", TimeSpan.FromSeconds(3), "And one more thing."),
            new("Cy", TimeSpan.FromHours(1), "See you."),
        ]);
        file.Duration.ShouldBe(new TimeSpan(1, 0, 2));
    }

    [Fact]
    public void A_sentence_broken_over_cues_becomes_one_turn()
    {
        var file = File("WEBVTT\r\n\r\n1\r\n00:01.000 --> 00:02.000\r\n<v Ana>The price is\r\n\r\n2\r\n00:02.100 --> 00:03.000\r\n<v Ana>forty a month.\r\n\r\n3\r\n00:03.200 --> 00:04.000\r\n<v Ana>Agreed?\r\n");
        file.Turns.Select(t => t.Text).ShouldBe(["The price is forty a month.", "Agreed?"]);
    }

    [Theory]
    [InlineData("hello", 1, "call.vtt")]
    [InlineData("WEBVTT\n\nhello there\nand more", 3, null)]
    public void Vtt_of_which_no_cue_can_be_read_is_refused_with_its_line(string text, int line, string? name) =>
        Refusal(text, name).ShouldBeOfType<BadVtt>().Line.ShouldBe(line);

    [Fact]
    public void What_begins_earlier_is_read_earlier()
    {
        File("WEBVTT\n\n00:01.000 --> 00:09.000\n<v A>Hello.\n\n00:01.000 --> 00:03.000\n<v B>Hello.").Turns.Count.ShouldBe(2);
        foreach (var (file, where) in new[]
        {
            (File("WEBVTT\n\n00:05.000 --> 00:09.000\n<v A>Hi.\n\n00:04.999 --> 00:06.000\n<v B>Yes."), "line 6"),
            (File("[00:05] A: Hi.\n[00:04] B: Yes."), "line 2"),
            (File("""[{"speaker":"A","at":5,"text":"Hi."},{"speaker":"B","at":4,"text":"Yes."}]"""), "/1"),
        })
        {
            file.Turns.Select(t => t.Speaker).ShouldBe(["B", "A"]);
            file.Notes.Warnings.ShouldHaveSingleItem().Where.ShouldBe(where);
        }
    }

    [Fact]
    public void Plain_text_whose_times_begin_anew_stays_in_its_order()
    {
        var file = File("[00:05] A: Hi.\n[10:00] B: Yes.\n[00:04] A: Part two.");
        file.Turns.Select(t => t.Text).ShouldBe(["Hi.", "Yes.", "Part two."]);
        file.Notes.Warnings.ShouldHaveSingleItem().Where.ShouldBe("line 3");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t ")]
    [InlineData("\uFEFF")]
    [InlineData("[]")]
    [InlineData("WEBVTT")]
    [InlineData("""{"turns":[{"text":"\u200b"}]}""")]
    [InlineData("Ana:\nBo:  ")]
    public void What_holds_no_words_is_empty(string text) => Refusal(text).ShouldBeOfType<TranscriptEmpty>();

    [Fact]
    public void Text_without_speakers_is_refused() => Refusal("we met and talked\nand then we left").ShouldBeOfType<NoSpeakers>();

    [Fact]
    public void Other_encodings_are_refused_unless_a_mark_says_which_it_is()
    {
        TranscriptReader.Read(Encoding.Latin1.GetBytes("Ana: Grüezi."), null, TranscriptLimits.Default).Refusal.ShouldBe(new NotUtf8(7));
        TranscriptReader.Read(Encoding.Unicode.GetBytes("Ana: Hello."), null, TranscriptLimits.Default).Refusal.ShouldBeOfType<BinaryContent>();
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF8 })
            TranscriptReader.Read((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("Ana: Grüezi.")], null, TranscriptLimits.Default)
                .File.ShouldNotBeNull().Turns.ShouldBe([new("Ana", null, "Grüezi.")]);
        TranscriptReader.Read((byte[])[0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00], null, TranscriptLimits.Default).Refusal.ShouldBeOfType<NotUtf8>();
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 3, 4, 0, 0 })]
    [InlineData(new byte[] { (byte)'A', (byte)':', (byte)' ', (byte)'x', 0 })]
    public void Binary_files_are_refused(byte[] bytes) =>
        TranscriptReader.Read(bytes, "call.txt", TranscriptLimits.Default).Refusal.ShouldBeOfType<BinaryContent>();

    [Theory]
    [InlineData("{\\rtf1 Ana: Hello.", "RTF")]
    [InlineData("%PDF-1.7", "PDF")]
    [InlineData("PK\u0003\u0004", "Word")]
    [InlineData("<!DOCTYPE html><p>Ana: Hello.", "HTML")]
    public void A_refusal_says_what_the_file_is(string text, string what) => Refusal(text).Sentence.ShouldContain(what);

    [Theory]
    [InlineData("{\"turns\":[],}", "not valid")]
    [InlineData("{\"turns\":[],\"turns\":[]}", "twice")]
    [InlineData("{\"text\":\"x\"}\n{\"text\":\"y\"}", "more follows")]
    public void A_refusal_says_what_is_wrong_with_the_json(string text, string why) => Refusal(text, "call.json").Sentence.ShouldContain(why);

    [Fact]
    public void A_nul_in_a_json_string_is_refused_as_binary() => Refusal("""[{"text":"a\u0000b"}]""").ShouldBeOfType<BinaryContent>();

    [Fact]
    public void Marks_that_turn_the_direction_and_control_characters_are_left_out()
    {
        var turn = File("""[{"speaker":"Ana\u202e\nRuiz","text":"a\u0007b\u2066c\u2069 \u001b[31md <script>alert(1)</script>"}]""").Turns.ShouldHaveSingleItem();
        turn.Speaker.ShouldBe("Ana Ruiz");
        turn.Text.ShouldBe("abc [31md <script>alert(1)</script>");
    }

    [Fact]
    public void Limits_are_held_by_name()
    {
        Refusal($"Ana: {new string('x', 201)}", limits: Small).ShouldBe(new TurnTooLong("line 1", 200));
        Refusal($"Ana: {new string('x', 150)}\n{new string('y', 150)}", limits: Small).ShouldBe(new TurnTooLong("line 2", 200));
        Refusal(string.Concat(Enumerable.Repeat("A: b\n", 21)), limits: Small).ShouldBe(new TooManyTurns(20));
        Refusal($"[{string.Join(',', Enumerable.Repeat("""{"text":"b"}""", 21))}]", limits: Small).ShouldBe(new TooManyTurns(20));
        Refusal($$"""{"title":"{{new string('t', 41)}}","turns":[{"text":"b"}]}""", limits: Small).ShouldBe(new NameTooLong("title", 40));
        Refusal($$"""[{"speaker":"{{new string('t', 1000)}}","text":"b"}]""", limits: Small).ShouldBe(new NameTooLong("speaker", 40));
        Refusal($$"""{"attendees":[{{string.Join(',', Enumerable.Repeat("""{"name":"b"}""", 4))}}],"turns":[{"text":"b"}]}""", limits: Small).ShouldBe(new TooManyAttendees(3));
        Refusal(new string('x', 4097), limits: Small).ShouldBe(new TranscriptTooLarge(4096));
    }

    [Fact]
    public void A_turn_of_a_megabyte_and_a_hundred_thousand_turns_are_refused()
    {
        Refusal($"Ana: {new string('x', 1 << 20)}").ShouldBeOfType<TurnTooLong>();
        Refusal($"WEBVTT\n\n00:01.000 --> 00:02.000\n{new string('x', 1 << 20)}").ShouldBeOfType<TurnTooLong>();
        Refusal(string.Concat(Enumerable.Repeat("Ana: Hello.\n", 100_000))).ShouldBeOfType<TooManyTurns>();
    }

    [Fact]
    public async Task A_gigabyte_is_refused_after_the_limit_without_reading_on()
    {
        await using var endless = new Endless(1L << 30);
        var result = await TranscriptReader.Read(endless, "call.txt", TranscriptLimits.Default, TestContext.Current.CancellationToken);
        result.Refusal.ShouldBe(new TranscriptTooLarge(TranscriptLimits.Default.Bytes));
        endless.Position.ShouldBe(TranscriptLimits.Default.Bytes + 1);
    }

    [Fact]
    public async Task A_stream_in_drops_is_read_whole()
    {
        await using var drops = new Drops(Encoding.UTF8.GetBytes("Ana: Hello there.\nBo: Grüezi."));
        var result = await TranscriptReader.Read(drops, null, TranscriptLimits.Default, TestContext.Current.CancellationToken);
        result.File.ShouldNotBeNull().Turns.Count.ShouldBe(2);
    }

    [Fact]
    public void Whatever_comes_in_is_read_or_refused_by_name()
    {
        var pieces = Gen.Elements(
            "WEBVTT", "\n", "\n\n", "\r\n", "00:01.000 --> 00:02.000", "-->", "<v Ana>", "<v", "&amp;", "&#x110000;", "&", "{", "}", "[", "]", "\"turns\"", ":", ",",
            "\"text\"", "\"speaker\"", "\"at\"", "1e999", "-1", "null", "Ana: ", "[00:01]", "[99:99]", "---", "daysAgo: 3", "time: 25:00", "attendees:", "- <", "\u202E",
            "\0", "\uD800", "NOTE", "STYLE", "é", "hello there", "\\ud800", "\t", "Bo: yes.", "start: x");
        var texts = Gen.ListOf(pieces).Select(p => string.Concat(p)).ToArbitrary();
        Prop.ForAll(texts, text =>
        {
            foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), Encoding.Latin1.GetBytes(text), (byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)] })
                foreach (var name in new[] { null, "a.vtt", "a.json" })
                {
                    var result = TranscriptReader.Read(bytes, name, Small);
                    (result.File is null).ShouldBe(result.Refusal is not null);
                    foreach (var turn in result.File?.Turns ?? [])
                    {
                        turn.Text.ShouldNotBeNullOrWhiteSpace();
                        turn.Text.Length.ShouldBeLessThanOrEqualTo(Small.TurnLength);
                        turn.Text.ShouldNotContain('\0');
                        turn.Text.ShouldNotContain('\u202E');
                        turn.Speaker.Length.ShouldBeLessThanOrEqualTo(Small.NameLength);
                    }
                }
        }).QuickCheckThrowOnFailure();
    }

    private sealed class Endless(long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }
        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, n).Fill((byte)'x');
            Position += n;
            return n;
        }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Drops(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(3, buffer.Length)], cancellationToken);
    }
}
