namespace Usher.Calls.Words;

/// <summary>Particles and words of asking in the languages that glue them to what they ask about: they carry no topic.</summary>
internal static class Grammar
{
    // Longest first: the one that fits is taken off.
    private static readonly string[] Korean =
        ["이라고", "에서는", "에게서", "으로는", "으로", "에서", "에게", "까지", "부터", "처럼", "보다", "라고", "하고", "이나", "한테", "께서", "은", "는", "이", "가", "을", "를",
            "의", "에", "와", "과", "도", "만", "로"];

    // In hiragana, as katakana is compared too.
    private static readonly string[] Japanese = ["から", "まで", "より", "は", "が", "を", "に", "の", "へ", "と", "も", "で", "や"];

    private static readonly string[] Asking =
    [
        "多少", "什么", "什麼", "怎么", "怎麼", "为什么", "哪里", "哪个", "是不是", "有没有", "谁", "誰", "几", "吗", "嗎", "呢", "的", "了", "是", "我们", "我們", "你们", "他们",
        "何", "なに", "なぜ", "どこ", "いつ", "いくら", "どう", "ですか", "ますか", "でしたか", "ましたか",
        "얼마", "무엇", "뭐", "누가", "누구", "언제", "어디", "어떻게", "왜", "인가요", "입니까", "습니까", "나요", "까요", "예요", "이에요", "에요", "입니다", "습니다",
        "เท่าไหร่", "เท่าไร", "อะไร", "ใคร", "เมื่อไร", "เมื่อไหร่", "ที่ไหน", "ทำไม", "อย่างไร", "ไหม", "หรือ", "ครับ", "ค่ะ", "คะ",
    ];

    /// <summary>How many letters at the end of a run are a particle behind a word that can be searched for; 0: none.</summary>
    public static int Particle(string text, IReadOnlyList<Letter> run)
    {
        foreach (var (particles, fewest) in new[] { (Korean, 2), (Japanese, 1) })
            foreach (var particle in particles)
            {
                var left = run.Count - particle.Length;
                if (left < fewest || !Ends(run, particle)) continue;
                // は and its like end many words of hiragana; behind a kanji or a katakana word they are particles.
                if (particles == Japanese && IsHiragana(text[run[left - 1].Start])) continue;
                return particle.Length;
            }

        return 0;
    }

    /// <summary>Which letters of a run carry no topic: words of asking, and what is written in hiragana alone.</summary>
    public static bool[] In(string text, IReadOnlyList<Letter> run)
    {
        var grammar = new bool[run.Count];
        if (run.Count == 0) return grammar;
        var written = text.AsSpan(run[0].Start, run[^1].End - run[0].Start);
        for (var i = run.Count - Particle(text, run); i < run.Count; i++) grammar[i] = true;
        for (var i = 0; i < run.Count; i++)
        {
            grammar[i] |= IsHiragana(text[run[i].Start]);
            foreach (var phrase in Asking)
            {
                if (!written[(run[i].Start - run[0].Start)..].StartsWith(phrase, StringComparison.Ordinal)) continue;
                for (var j = i; j < run.Count && run[j].Start < run[i].Start + phrase.Length; j++) grammar[j] = true;
            }
        }

        return grammar;
    }

    private static bool Ends(IReadOnlyList<Letter> run, string particle)
    {
        for (var i = 0; i < particle.Length; i++)
            if (run[run.Count - particle.Length + i].Plain is not [var c] || c != particle[i]) return false;
        return true;
    }

    private static bool IsHiragana(char letter) => letter is >= '\u3041' and <= '\u309F';
}
