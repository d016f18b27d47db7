using Usher.Calls.Engine;
using Usher.Calls.Transcripts;

namespace Usher.Calls.Screening;

/// <summary>Why a call looks sensitive (the law, rule 19).</summary>
public enum SensitivityClass
{
    /// <summary>Employment of a person: discipline, dismissal, pay, absence.</summary>
    Personnel,
    /// <summary>The health of a person.</summary>
    Health,
    /// <summary>A legal dispute.</summary>
    Legal,
    /// <summary>A purchase, sale or merger of companies.</summary>
    Mergers,
    /// <summary>Figures of a company that are not public.</summary>
    UnpublishedFinance,
    /// <summary>A conversation about somebody's private life.</summary>
    Personal,
}

/// <summary>
/// Tells whether a call looks sensitive, by two screens either of which is enough. Of turns of phrase it takes several different turns of phrase of one class close to each other, one of them
/// unmistakable, with a second such or a word of secrecy: a call in which a health check is sold, a contract is negotiated or a sick driver
/// is mentioned is not held for that. The other is learnt (<see cref="ScreenModel"/>): a passage that looks sensitive holds a short call; the
/// longer the call, the more its most sensitive passage has to look so, because one of many looks so by chance.
/// </summary>
public static class Sensitivity
{
    private const int Enough = 6;
    private const int Outright = 2;
    private const int MostOfSecrecy = 2;

    /// <summary>How many words apart the phrases may be: some ten minutes of speech.</summary>
    private const int Window = 1500;

    /// <summary>The odds, as a logarithm, from which a call of one passage is held; and how much more each doubling of it takes.</summary>
    private const double Likely = -0.9, MoreEachDoubling = 0.85;

    private sealed record Signs(SensitivityClass Class, Phrasebook Outright, Phrasebook Hints);

    private static readonly Phrasebook Secrecy = new("""
        (strictly|this is|it's|is|keep (this|it)|treat (this|it) as|in) [all|very|completely|strict|complete] (confidential|confidence)
        between (us|ourselves|you and me|the two of us|these walls) | off the record | (not|nothing) [*] (leave|leaves) this (room|call)
        (don't|do not|please don't) (tell|share|repeat|mention|forward) (anyone|anybody|this|it|that)
        nobody (knows|else knows|is to know|must know|outside) | (it|this) (stops|stays) (with|between) (you|me|us) | your ears only
        in confidence | (stop|switch off|turn off|pause) the recording | under nda
        """);

    private static readonly Signs[] All =
    [
        new(SensitivityClass.Personnel,
            new("""
                disciplinary | grievance | gross misconduct | (written|final|verbal) warning | performance improvement plan | made redundant
                redundancy | redundancies | severance | settlement agreement | unfair dismissal | dismissal
                (let|letting) (him|her|them) go | (fire|fired|firing|sack|sacked|dismiss|dismissed|suspend|suspended) (him|her|them)
                (he|she) (was|is being|has been|will be|gets) (fired|sacked|dismissed|suspended)
                terminate (his|her|their) (employment|contract) | harassment | bullying
                (his|her) (salary|probation|notice period|appraisal|personnel file|hr file|absence|absences|performance) | sick (leave|pay)
                return to work (interview|meeting|plan)
                occupational health (referral|report) | employee relations | exit interview | works council about (him|her)
                signed off (sick|work|for|with)
                """),
            new("""
                hr | human resources | personnel | resign | resigned | resignation | (hand|handed) in (his|her) notice | line manager
                absence | absences | misconduct | warning | investigation | union rep | off sick | (his|her|the) file | on the file
                pay rise | demote | demoted
                (his|her) (shifts|job|hours|pay|contract|manager) | referral | statutory | in writing to (him|her)
                """)),
        new(SensitivityClass.Health,
            new("""
                (his|her|my|their) (diagnosis|cancer|tumour|tumor|depression|anxiety|pregnancy|miscarriage|surgery|operation|chemotherapy
                    chemo|medication|medicines|illness|disability|heart attack|stroke|mental health|therapy|breakdown|drinking|addiction
                        epilepsy|seizures|diabetes|condition|biopsy|scan|symptoms|treatment|medical (record|records|history))
                (he|she|i|they) (was|were|has been|have been|got|had been) diagnosed | (he's|she's|i've|they've) been diagnosed
                (he's|she's|i'm|she is) [*] pregnant | (he's|she's|he is|she is) (seriously|terminally|gravely) ill | terminal illness
                suicidal | self-harm | overdose | rehab
                (he|she) (is|was|has been) in hospital | (he's|she's) [been] in hospital | panic attacks | post-traumatic | hiv | leukaemia
                leukemia | dementia
                """),
            new("""
                hospital | consultant | oncologist | psychiatrist | therapist | cardiologist | her doctor | his doctor | his gp | her gp
                chemotherapy | prognosis | relapse | stress | burnout | burn-out | blackouts | fainted | collapsed | insulin | prescription
                unwell | the illness | fit note | sick note
                (he|she) (isn't|is not|wasn't) (well|sleeping|coping) | how (is|he's|she's) (he|she) [doing|coping]
                """)),
        new(SensitivityClass.Legal,
            new("""
                lawsuit | litigation | legal action | (sue|suing|sued) (us|you|them|him|her|me)
                (going|willing|threatened|threatening) to sue | subpoena | letter before (action|claim) | statement of claim
                cease and desist | injunction | legal privilege | privileged and confidential | without prejudice
                out of court | court (date|hearing|proceedings|papers) | employment tribunal
                (go|going|went|take (it|them|us|this)) to court | claimant | defendant | witness statement | deposition | class action
                whistleblower
                (their|our|my|his|her) (solicitor|solicitors|barrister|lawyers|lawyer|attorney|attorneys) (has|have|say|says|wrote|sent
                    advise|advised|think|thinks|want|wants)
                """),
            new("""
                solicitor | solicitors | lawyer | lawyers | barrister | attorney | counsel | court | tribunal | damages | liability
                settlement | settle | negligence | disclosure | the claim | claims against | dispute | evidence | judge | proceedings
                precedent | legal advice | legal position
                """)),
        new(SensitivityClass.Mergers,
            new("""
                merger | merging with | (we|they|we're|they're|companies|firms|banks) [are] merging | merge with | takeover | take-over
                due diligence | letter of intent | heads of terms | term sheet | data room | buyout | buy-out | majority stake
                minority stake | controlling stake | change of control | share purchase | signing and closing
                (acquire|acquiring|buy|buying|bought) (them|us|out|the [whole] (company|business)|the company|the business)
                (sell|selling|sale of) (the|our|their) (company|business|group) | (the|our|their|an|this) acquisition | being acquired
                exclusivity (period|agreement|until) | (bid|offer) for the (company|business|group|shares)
                """),
            new("""
                valuation | multiple of | (not|isn't|hasn't been|before it's) [yet] (announced|public)
                before the (market|markets) (open|opens) | integration plan | integration team | boards
                (shareholders|members) [have to|will] vote | single company | shareholder | shareholders | stake | earn-out | earnout
                the acquirer | the buyer | the seller | the target | completion | synergies | bankers | advisers | advisors | announcement
                announce | regulator | competition authority | enterprise value | ebitda | codename | code name
                the board (has|hasn't|knows|will|approved|meets) | combined (company|business|group) | to close | closing | owners
                private equity | investment bank
                """)),
        new(SensitivityClass.UnpublishedFinance,
            new("""
                profit warning | inside information | insider | quiet period | closed period | blackout period
                earnings (release|announcement|call) | unpublished | not [yet] [been] (published|announced)
                (before|until) (the|our) (results|figures|numbers|accounts|earnings) (are|come|go|get) (out|published|public|announced)
                before we (publish|announce|report)
                (results|figures|numbers) (aren't|are not|haven't been|not) [yet] (out|public|published|announced|audited) | restate
                restatement | restated | going concern | breach [of] [the|our] (covenant|covenants) | covenant breach | insolvent
                insolvency | administration order | (miss|missed|missing) (guidance|the forecast we gave|consensus)
                the market (doesn't|does not) know | stock exchange | impairment
                """),
            new("""
                auditor | auditors | audited | audit committee | ebitda | revenue | earnings | guidance | consensus | analysts | investors
                half-year | full-year | quarter-end | year-end | write-down | write-off | covenant | covenants | lenders | liquidity
                cash flow | runway | the bank | listed | shares | share price | embargo | embargoed | draft accounts | loss of
                operating profit | operating loss
                """)),
    ];

    /// <summary>The class that the call looks like most, or null when it does not look sensitive.</summary>
    public static SensitivityClass? Classify(IReadOnlyList<Turn> turns) => Classify(turns, out _);

    /// <summary>The same, and how much was looked at for it.</summary>
    internal static SensitivityClass? Classify(IReadOnlyList<Turn> turns, out long steps)
    {
        var text = CallText.Read(new CallTranscript(Guid.Empty, "", turns, default), new Vocabulary(), CancellationToken.None);
        var secrecy = Find(Secrecy, text, 1);
        SensitivityClass? most = null;
        var best = Enough - 1;
        foreach (var signs in All)
        {
            var outright = Find(signs.Outright, text, Outright);
            if (outright.Count == 0)
                continue;
            var weight = Heaviest([.. outright, .. Find(signs.Hints, text, 1)], secrecy, text);
            if (weight > best)
                (most, best) = (signs.Class, weight);
        }
        steps = text.Steps;
        return most ?? Learnt(turns, ref steps);
    }

    private static SensitivityClass? Learnt(IReadOnlyList<Turn> turns, ref long steps)
    {
        var (look, passages) = ScreenModel.Learnt.Read(turns, ref steps);
        return look is { } most && most.Odds >= Likely + (MoreEachDoubling * Math.Log2(passages)) ? most.Kind : null;
    }

    private readonly record struct Sign(int At, string Words, int Weight);

    private static List<Sign> Find(Phrasebook phrases, CallText text, int weight)
    {
        var signs = new List<Sign>();
        for (var i = 0; i < text.Words.Length;)
        {
            var (first, end) = phrases.Find(text, i, Math.Min(text.Words.Length, text.End(text.Words[i].Turn)));
            if (first < 0)
                i = text.End(text.Words[i].Turn);
            else
            {
                signs.Add(new Sign(first, string.Join(' ', text.Words[first..end].Select(w => Vocabulary.Stem(w.Form.Form))), weight));
                i = end;
            }
        }
        return signs;
    }

    // The most that different phrases weigh together within one window; a phrase said again adds nothing, secrecy alone is none.
    private static int Heaviest(List<Sign> signs, List<Sign> secrecy, CallText text)
    {
        signs.Sort((a, b) => a.At.CompareTo(b.At));
        var (most, from) = (0, 0);
        for (var first = 0; first < signs.Count; first++)
        {
            var until = signs[first].At + Window;
            // Both lists are in the order of the call: what lies before this window lies before the next one too.
            while (from < secrecy.Count && secrecy[from].At < signs[first].At - Window)
                from++;
            var inside = signs.Skip(first).TakeWhile(s => s.At < until).DistinctBy(s => s.Words).ToList();
            var kept = Math.Min(MostOfSecrecy, secrecy.Skip(from).TakeWhile(s => s.At < until).DistinctBy(s => s.Words).Count());
            text.Steps += inside.Count + kept + 1;
            // One unmistakable phrase can be a figure of speech or somebody else's matter.
            if (inside.Count(s => s.Weight == Outright) + Math.Min(1, kept) < 2 || !inside.Exists(s => s.Weight == Outright))
                continue;
            most = Math.Max(most, inside.Sum(s => s.Weight) + kept);
        }
        return most;
    }
}
