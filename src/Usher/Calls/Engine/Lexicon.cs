using System.Collections.Frozen;

namespace Usher.Calls.Engine;

/// <summary>The few closed lists of English words that the engine knows; everything else it learns from the calls it is given.</summary>
internal static class Lexicon
{
    /// <summary>Words that carry grammar and no topic.</summary>
    public static readonly FrozenSet<string> Function = Set("""
        a an the this that these those there here it its it's i i'm i've i'd i'll me my mine myself we we're we've we'd we'll us our ours
        ourselves you you're you've you'd you'll your yours yourself yourselves he he's him his himself she she's her hers herself they
        they're they've they'd
        they'll them their theirs themselves who whom whose which what what's where when why how that's there's here's let's
        be is am are was were been being isn't aren't wasn't weren't do does did done doing don't doesn't didn't have has had having haven't
        hasn't hadn't
        will would won't wouldn't shall should shouldn't can could can't couldn't cannot may might must mustn't ought
        and or but nor so if then than because as until while of at by for with about against between into through during before after
        above below to from up down in out on off over under again further once all any both each few more most other some such no not
        only own same too very just also even still ever never always maybe perhaps s t m d re ve ll n
        'm 's 're 've 'd 'll 't n't gonna wanna gotta cause 'cause one ones something anything everything thing things stuff lot bit
        get gets got getting go goes going went gone come comes came coming say says said saying see seen saw know knows knew
        think thinks thought mean means meant want wants wanted like likes make makes made making take takes took put puts let
        really actually basically quite rather pretty well now okay ok yeah yes yep yup right oh ah um uh er erm hmm hm mm mhm huh
        """);

    /// <summary>Sounds and words that open or close a sentence and say nothing.</summary>
    public static readonly FrozenSet<string> Filler = Set("""
        um uh uhm umm uhh er erm eh ah ahh oh ooh hmm hm mm mmm mhm mm-hmm uh-huh huh yeah yep yup okay ok alright right well so
        and but like basically actually anyway anyways now then because cause 'cause also plus or sorry please too though
        """);

    /// <summary>Words that make a sentence of their own in front of what is meant.</summary>
    public static readonly FrozenSet<string> Interjection =
        Set("perfect good great correct exactly lovely fine thanks noted ha brilliant wonderful cool sure absolutely honestly understood " +
            "agreed god hello hi true");

    /// <summary>Sounds that are never words of a sentence.</summary>
    public static readonly FrozenSet<string> Sound = Set("um uh uhm umm uhh er erm eh ah ahh oh ooh hmm hm mm mmm mhm huh");

    /// <summary>Words a readable quotation does not end with.</summary>
    public static readonly FrozenSet<string> Dangling = Set("""
        a an the this these those my your our their its his and or but nor so if then than because as until while of at by for with about
        against between into through during before after to from in on over under is am are was were be been i we you he she they it's i'm
        we're you're they're that's there's um uh er erm ah oh hmm hm mm like not very which who whose where when why how what that
        can could will would shall should may might must do does did don't have has had gonna just also even s t m d re ve ll 's 'm 're 've
        'd 'll
        """);

    /// <summary>Words a sentence may be cut in front of.</summary>
    public static readonly FrozenSet<string> Joint =
        Set("and but because so which if or when then cause 'cause where while although though until");

    /// <summary>Words with which a new clause's subject begins.</summary>
    public static readonly FrozenSet<string> Subject = Set("""
        i i'm i've i'd i'll we we're we've we'd we'll you you're you've you'd you'll he he's she she's they they're they've they'd they'll
        it it's
        that's there there's this that these those the a an let's my your our their what if when
        """);

    /// <summary>Words that questions are made of and that say nothing about what is asked.</summary>
    public static readonly FrozenSet<string> Asking = Set("""
        summarize summarise summary summarizing discuss discusses discussed discussing discussion discussions talk talks talked talking
        mention mentions mentioned
        mentioning tell told describe described explain explained explaining explanation ask asked asking question questions answer answered
        think thought thoughts thinking opinion opinions view views idea ideas feel feeling say said saying speak spoke
        suggest suggested suggesting suggestion suggestions propose proposed proposal proposals recommend recommended recommendation
        recommendations conclude conclusion conclusions decide decided decision decisions
        team group meeting call calls member members people person speaker speakers participant participants everyone
        detail details main key overall general specific related according regarding concerning respect terms introduce introduced
        introduction
        introducing presentation presentations presented presenting present report reported give given gave reason reasons
        disagree disagreed agree agreed argue argued argument arguments point points raise raised consider considered considering
        consideration attitude towards toward conversation last whole part topic issue issues aspect aspects happen happened whether exactly
        anyone anybody someone somebody nobody everybody due
        expert manager designer director professor minister chair chairman secretary officer representative engineer salesperson seller rep
        agent segment during account accounts
        """);

    /// <summary>Words of reports about talk: whoever asks uses them, whoever spoke often used others.</summary>
    public static readonly FrozenSet<string> Abstract = Set("""
        status progress update updates perspective feasibility feasible characteristic characteristics feature features importance important
        influence influences
        solution solutions problem problems face faced include included including inclusion scope wrap concluding conclude comment comments
        commented measure measures
        plan plans planned planning process processes usage use used using several additional choose chose chosen choosing choice choices
        desired desire situation situations
        role roles purpose goal goals impact effect effects result results need needs needed requirement requirements change changes changed
        improve improving improvement improvements
        improved advantage advantages disadvantage disadvantages benefit benefits option options possible possibility method methods
        approach approaches way ways kind kinds type types
        reach reached solve solved handle handled handling deal dealing dealt manage managed managing management provide provided providing
        concern concerns worry worries support supported
        task tasks work works worked working responsible responsibility duty duties evaluate evaluated evaluation evaluations compare
        compared comparison difference differences
        recap overview performance analysis aim aims background priority priorities limitation limitations limited technique techniques
        challenge challenges
        feedback experiment experiments allocation limit focus perform performed final overall preliminary attempt attempts achieve achieved
        idea certain logistics
        similar similarity relation relationship relations related relate current future past previous new old good better best bad worse
        worst high low big small large
        constitute constitutes constituted client clients customer customers users user buyer buyers guest guests start started begin began
        end ended finish finished continue continued
        """);

    /// <summary>Words of questions to calls that tell little of what is asked, whatever is answered.</summary>
    public static readonly FrozenSet<string> Vague = Set("""
        many much people person give gives gave given find finds found account accounts customer customers client clients company companies
        cause caused causes kind sort way first last next still happen happens happened long end ended ends try tried must need needs face
        number numbers amount amounts total big most least mention mentions mentioned bring brings brought name named names
        """);

    /// <summary>
    /// Words that ask for a kind of statement, where the question asks for one, and are seldom said with the statement itself.
    /// </summary>
    public static readonly FrozenSet<string> AskingForKind = Set("""
        next step steps action item items open left unanswered follow followup follow-up objection objections objected concern concerns
        concerned
        competitor competitors competition competing rival rivals alternative alternatives vendor vendors company companies deadline
        deadlines date dates
        promise promised promises commit committed commitment commitments owe owes risk risks worry worries worried blocker blockers
        obstacle obstacles
        outcome outcomes settle settled sign signed timeline much pricing unhappy pushback complain complained complaint complaints
        """);

    /// <summary>Words of prices: whoever names an amount seldom says them.</summary>
    public static readonly FrozenSet<string> Price =
        Set("price prices pricing cost costs fee fees budget discount discounts quote quoted charge charged pay paid money");

    /// <summary>Words of numbers: they say how much, not what.</summary>
    public static readonly FrozenSet<string> Numbers = Set("""
        zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
        thirty forty fifty
        sixty seventy eighty ninety hundred thousand million billion half quarter dozen couple per cent percent pounds pound euros euro
        dollars dollar quid pence
        """);

    /// <summary>Endings after which a full stop does not end a sentence.</summary>
    public static readonly FrozenSet<string> Abbreviation =
        Set("mr mrs ms dr st hon prof sr jr vs etc eg ie inc ltd co corp approx dept fig vol gen");

    /// <summary>A set of words that are separated by space.</summary>
    public static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
