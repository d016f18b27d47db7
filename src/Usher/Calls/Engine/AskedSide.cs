namespace Usher.Calls.Engine;

/// <summary>The two sides of a call.</summary>
internal enum Side
{
    /// <summary>The people of the company whose call it is.</summary>
    Ours,
    /// <summary>Everybody else: customers, prospects, suppliers.</summary>
    Theirs,
}

/// <summary>
/// Reads from a question whose words it asks for: “What did customers say?”, “What did we promise?”, “Did Marram Bay object?”.
/// </summary>
internal static class AskedSide
{
    private const int ShortestName = 4;
    private const int LongestAuxiliary = 12;

    private const string Says = """
        (say|says|said|think|thinks|thought|want|wants|wanted|ask|asks|asked|tell|tells|told|find|finds|found|object|objects|objected
            mention|mentions|mentioned|offer|offers|offered|promise|promises|promised|worry|worries|worried|complain|complains|complained
            refuse|refuses|refused|like|likes|liked|need|needs|needed|expect|expects|expected|propose|proposes|proposed|raise|raises
            raised|accept|accepts|accepted|reject|rejects|rejected|dislike|dislikes|fear|fears|threaten|threatens|threatened|demand
            demands|demanded|request|requests|requested|hope|hopes|hoped|insist|insists|insisted|react|reacted|respond|responded|feel
            feels|felt|doubt|doubts|doubted|suggest|suggests|suggested|criticise|criticised|praise|praised|prefer|prefers|preferred)
        """;

    private static readonly Phrasebook We = new("""
        (did|do|have|had|will|would|could|can) we [ever|already|also|really|actually] (promise|promised|offer|offered|quote|quoted|tell
            told|say|said|assure|assured|give|given|propose|proposed|suggest|suggested|pitch|pitched|explain|explained|commit|committed
            guarantee|guaranteed|claim|claimed|answer|answered|reply|replied|advise|advised|ask|asked)
        (we|we've|we have) [ever|already|also|really|actually] (promised|offered|quoted|told|said|assured|gave|given|proposed|suggested
            pitched|explained|committed|guaranteed|claimed|answered|advised)
        our (side|team|people|rep|reps|seller|sellers|salespeople|colleagues|own)
        (assurances|promises|offers|quotes|proposals|answers) (did|have|had) we
        """);

    private static readonly Phrasebook They = new("""
        customer | customers | client | clients | buyer | buyers | prospect | prospects | their side | (the|from the) other side
        customer's | client's | buyer's | prospect's
        (did|do|does|have|had|are|were) they
        """);

    private static readonly Phrasebook Verb = new(Says);

    private static readonly Phrasebook Possession = new("""
        (objection|objections|concern|concerns|worry|worries|view|views|opinion|position|reaction|complaint|complaints|question|questions
            demand|demands|answer|reply|wish|wishes|requirement|requirements)
        """);

    /// <summary>The side whose words are asked for; null when it is all the same.</summary>
    /// <param name="question">The question.</param>
    /// <param name="asking">Its words.</param>
    /// <param name="accounts">The names of the accounts that the calls are with.</param>
    public static Side? Of(string question, CallText asking, IEnumerable<string> accounts)
    {
        if (We.IsIn(asking, 0, asking.Words.Length))
            return Side.Ours;
        return They.IsIn(asking, 0, asking.Words.Length) || accounts.Any(a => Speaks(a, question, asking)) ? Side.Theirs : null;
    }

    /// <summary>
    /// Where in a question an account is named: by its name, or by the first words of it, of which one alone has to be written as a name;
    /// (-1, -1) when it is not.
    /// </summary>
    public static (int Start, int End) Named(string account, string question)
    {
        if (account.StartsWith("The ", StringComparison.OrdinalIgnoreCase)) account = account[4..];
        var words = account.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        for (var count = words.Length; count > 0; count--)
        {
            var name = count == words.Length ? account : string.Join(' ', words.Take(count));
            if (name.Length >= ShortestName && question.IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
                && (count > 1 || words.Length == 1 || char.IsUpper(question[at]))
                && (at == 0 || !char.IsLetterOrDigit(question[at - 1]))
                && (at + name.Length == question.Length || !char.IsLetterOrDigit(question[at + name.Length])))
                return (at, at + name.Length);
        }

        return (-1, -1);
    }

    // The account is what the sentence is about: “did Pellworm find”, “Pellworm's concerns”, “according to Pellworm”.
    private static bool Speaks(string account, string question, CallText asking)
    {
        var (start, end) = Named(account, question);
        if (start < 0)
            return false;
        var after = 0;
        while (after < asking.Words.Length && asking.Words[after].Start < end)
            after++;
        // “Marram” of “Marram Bay Resorts”: the rest of the name may follow.
        var name = account.Split(' ');
        while (after < asking.Words.Length && name.Contains(SpokenNames.Written(asking, after), StringComparer.OrdinalIgnoreCase))
            after++;
        var before = question[Math.Max(0, start - LongestAuxiliary)..start].TrimEnd().ToLowerInvariant();
        if (before.EndsWith("according to", StringComparison.Ordinal))
            return true;
        var asks = before.EndsWith("did", StringComparison.Ordinal) || before.EndsWith("does", StringComparison.Ordinal)
            || before.EndsWith("do", StringComparison.Ordinal) || before.EndsWith("has", StringComparison.Ordinal)
            || before.EndsWith("have", StringComparison.Ordinal);
        return after < asking.Words.Length && ((asks && Verb.BeginsAt(asking, after, asking.Words.Length))
            || (question.AsSpan(end).StartsWith("'s") && Possession.IsIn(asking, after, Math.Min(asking.Words.Length, after + 2))));
    }
}
