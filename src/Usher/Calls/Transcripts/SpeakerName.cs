using System.Collections.Frozen;
using Usher.Calls.Engine;

namespace Usher.Calls.Transcripts;

/// <summary>How much what is in front of a colon looks like a speaker.</summary>
internal enum Likeness
{
    /// <summary>Words of a sentence.</summary>
    Sentence,

    /// <summary>One word that is hardly a name: <c>So:</c>, <c>me:</c>.</summary>
    Weak,

    /// <summary>It may be a name in small letters, and it may be a sentence.</summary>
    Doubt,

    /// <summary>A name.</summary>
    Name,
}

/// <summary>Tells a speaker from the words of a sentence.</summary>
internal static class SpeakerName
{
    public const int Longest = 100;
    private const int MostWords = 8;
    private const int LongestIdeographs = 12;
    private const string Pairs = "[](){}<>\"\"''“”‘’„““”«»»«「」『』【】［］（）〈〉《》〔〕";

    // Small words inside of names, in the languages whose names have them.
    private static readonly FrozenSet<string> Particles = Set("""
        de da di do du t das dos del della dello delle dei degli der den des dem die van von vom zu zum zur und ter ten te 't 's op aan in
        of the and et y e i
        la le les los las lo li el al ar as ash ibn bin bint ben bar bat abu abd um umm ap ab ferch mac mc nic ni ní ó ua uí af av til och
        og ka wa kwa san
        santa st sri na z ze upon to ov a à à l' d' dell' dall' nell' & + / | - – — · vs
        """);

    // What heads a note, a title, a list or a sentence, and nobody is called.
    private static readonly FrozenSet<string> Headings = Set("""
        note notes nb ps pps re fyi btw tldr aka eg ie example examples e.g i.e summary conclusion conclusions reminder remember warning
        caution careful tip tips important attention
        action actions item items todo todos step steps next agenda topic topics subject title heading date time times duration location
        venue attendees attendee participants participant-list
        invitees present absent absentees apologies recording recorded transcript transcription language meeting call-id passcode password
        link links url http https ftp mailto tel phone email e-mail fax website
        question questions option options point points number first second third fourth fifth last finally firstly secondly thirdly lastly
        price prices cost costs total subtotal result results problem problems
        issue issues solution answer-to reason reasons fact facts idea ideas plan plans goal goals risk risks status update updates deadline
        deadlines budget decision decisions owner owners outcome outcomes
        overview details detail description background context purpose objective objectives takeaway takeaways highlights section chapter
        part figure table page line appendix source sources reference references
        version ratio score quote translation meaning definition caveat disclaimer spoiler edit bonus pro con pros cons before after today
        tomorrow yesterday tonight morning afternoon evening later minutes minute hours hour seconds
        days weeks months years monday tuesday wednesday thursday friday saturday sunday january february march july september october
        november december
        inaudible crosstalk laughter laughs laughing applause music silence pause noise unintelligible indistinct foreign beep coughs
        coughing sighs blank_audio blank audio typing
        hinweis hinweise anmerkung beispiel frage fragen achtung wichtig zusammenfassung fazit thema datum uhrzeit ort teilnehmer
        tagesordnung titel betreff erstens zweitens drittens zum noch mehr etwas
        remarque exemple attention résumé sujet titre lieu heure ordre conclusion cose cosa cosas chose choses más plus autre altra otra
        nota ejemplo pregunta preguntas resumen fecha hora lugar asunto título esempio domanda riassunto oggetto titolo luogo exemplo
        pergunta resumo assunto data local
        注意 質問 議題 例 メモ 備考 結論 日時 場所 参加者 出席者 件名 概要 时间 地点 主题 问题 例如 备注 总结 参会人 日期
        hello hi hey morning thanks thank sorry look listen honestly frankly clearly obviously anyway again yes no yeah nope okay ok right
        well sure
        """);

    // Function words that are also English sentence words when small letters follow.
    private static readonly FrozenSet<string> English = Set("of the and to in a as die i do e");

    private static readonly FrozenSet<string> More = Set("""
        have had has there their then while why who whom must should shall need needs needed let lets per via if yet still such here where
        since until unless because
        said says asked asks told tells replied wrote writes reads called call talk spoke adds added meant
        went april june august summer dawn question problem answer reply one two three four five six seven eight nine ten thing things way
        ways time times kind sort bit case
        y pero porque pues eso esto una uno un que como mais mas isso et ou mais donc c'est une ce und oder aber dass ist das ein eine einer
        wir ich sie noch è che non sono per con per
        """);

    /// <summary>Whether a word, in small letters, is one that sentences are made of.</summary>
    private static bool IsPlain(string word) => Lexicon.Function.Contains(word) || More.Contains(word) || Headings.Contains(word);

    /// <summary>The name without markup, brackets or quotes around it, and without what chats write about it.</summary>
    public static string Clean(ReadOnlySpan<char> name)
    {
        if (name.Length > 2 * Longest)
            return "";
        var clean = SpokenText.Clean(name);
        foreach (var tag in (ReadOnlySpan<string>)["<b>", "</b>", "<strong>", "</strong>", "<i>", "</i>", "<em>", "</em>", "<u>", "</u>",
            "<p>"])
            clean = clean.Replace(tag, "", StringComparison.OrdinalIgnoreCase);
        clean = clean.Trim(' ', '*', '`', '#', '-', '–', '—', '|', ',', '·', '•', '@');
        if (clean.StartsWith("From ", StringComparison.Ordinal))
            clean = clean[5..].TrimStart();
        if (clean.LastIndexOf(" to ", StringComparison.OrdinalIgnoreCase) is > 0 and var to && clean[(to + 4)..].Trim() is var whom
            && (whom.StartsWith("Everyone", StringComparison.OrdinalIgnoreCase) || whom.StartsWith("me", StringComparison.OrdinalIgnoreCase)
            || whom.Contains("Direct Message", StringComparison.Ordinal)))
            clean = clean[..to];
        if (clean is ['_', '_', ..] or ['_', .., '_'])
            clean = clean.Trim('_');
        while (clean.Length > 2 && Pairs.IndexOf(clean[0], StringComparison.Ordinal) is >= 0 and var pair && pair % 2 == 0
            && clean[^1] == Pairs[pair + 1]
            && clean.AsSpan(1, clean.Length - 2).IndexOfAny(clean[0], clean[^1]) < 0)
            clean = clean[1..^1].Trim(' ', '*', '`').ToString();
        return clean.Trim();
    }

    /// <summary>How much a cleaned text looks like a name.</summary>
    public static Likeness Judge(string name)
    {
        if (name.Length is 0 or > Longest || name.AsSpan().ContainsAny("?!;…。、！？；¿¡=\\") || name.Contains("://", StringComparison.Ordinal))
            return Likeness.Sentence;
        var words = WithoutRole(name).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return Likeness.Sentence;
        if (words.Length > MostWords || EndsSentence(words))
            return Likeness.Sentence;
        var (small, large, other, plain) = (0, 0, 0, 0);
        var english = false;
        foreach (var word in words)
        {
            var bare = word.Trim('"', '“', '”', '„', '\'', '‘', '’', '«', '»', '(', ')', '[', ']', ',', '.', '*', '_').ToLowerInvariant();
            if (bare.Length == 0 || !bare.Any(char.IsLetter))
                other += bare.Any(char.IsDigit) || bare.Any(char.IsSurrogate) ? 1 : 0;
            else if (bare.Any(c => c is '@' or '_' || char.IsDigit(c)) || bare.TrimEnd('.').Contains('.'))
                large++;
            else if (char.IsLower(word.First(char.IsLetter)) && Particles.Contains(bare))
                english |= English.Contains(bare);
            else
            {
                plain += IsPlain(bare) ? 1 : 0;
                if (char.IsLower(word.First(char.IsLetter)) && !HasInnerCapital(word))
                    small++;
                else
                    large++;
            }
        }
        return Weigh(words, small, large, other, plain, english);
    }

    private static Likeness Weigh(string[] words, int small, int large, int other, int plain, bool english)
    {
        if (small + large == 0)
            return other > 0 && words.Any(w => w.Count(char.IsDigit) >= 6) ? Likeness.Name : words.Length == 1
                && words[0].All(char.IsLetter) ? Likeness.Weak : Likeness.Sentence;
        if (words is [{ Length: 1 } initial] && char.IsUpper(initial[0]))
            return Likeness.Doubt;
        if (small == 0 && words is [{ Length: > LongestIdeographs } run] && run.AsSpan().ContainsAnyInRange('\u3040', '\uD7FF'))
            return Likeness.Doubt;
        if (small == 0)
            return plain < large
                ? (plain > 0 && Headings.Contains(words[0].ToLowerInvariant()) && large - plain == 0
                ? Likeness.Sentence
                : Name(words, plain))
                : words.Length == 1 && !Headings.Contains(words[0].ToLowerInvariant()) ? Likeness.Weak : Likeness.Sentence;
        if (small == 1 && large == 0 && words.Length == 1 && plain == 1)
            return Headings.Contains(words[0].ToLowerInvariant()) ? Likeness.Sentence : Likeness.Weak;
        return plain > 0 || english || small > 3 ? Likeness.Sentence : Likeness.Doubt;
    }

    // “Option A”, “Step 2”: a heading and its number.
    private static Likeness Name(string[] words, int plain) =>
        plain > 0 && Headings.Contains(words[0].ToLowerInvariant()) && words.Skip(1).All(w => w.Length < 3)
            ? Likeness.Sentence
            : Likeness.Name;

    private static bool HasInnerCapital(string word) => word.AsSpan(1).ContainsAnyInRange('A', 'Z');

    // A full stop that closes a sentence: behind a word too long for an abbreviation. “Dr.”, “Prof.” and “J.” close none.
    private static bool EndsSentence(string[] words)
    {
        for (var i = 0; i + 1 < words.Length; i++)
            if (words[i].Length > 2 && words[i].EndsWith('.')
                && (words[i].Length > 6 || IsPlain(words[i].TrimEnd('.').ToLowerInvariant()) || char.IsLower(words[i][0]))
                && !words[i].AsSpan().TrimEnd('.').ContainsAny('@', '.'))
                return true;
        return false;
    }

    // What stands in brackets behind a name is a role or a company, and may be any words.
    private static string WithoutRole(string name)
    {
        var open = name.IndexOfAny(['(', '[', '（', '［']);
        var close = open > 0 ? name.LastIndexOfAny([')', ']', '）', '］']) : -1;
        return close > open ? name[..open] + name[(close + 1)..] : name;
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
