using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Calls.Engine;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Tests.Calls;

/// <summary>Who asks, and what rule 12 says they may read of a call: nothing (null), its summary (false), the whole of it (true). Written from the law, not from the code.</summary>
internal sealed record WordsViewer(string Name, Caller Caller, Func<WordsCall, bool?> Reads);

/// <summary>A call of a random world: who may see it and why, and what is in it.</summary>
internal sealed record WordsCall(CallFacts Facts)
{
    public string Title { get; set; } = "";

    public string Account { get; set; } = "";

    public List<string> People { get; set; } = [];

    public List<Turn> Turns { get; set; } = [];

    public IReadOnlyList<SummaryPart> Summary { get; set; } = [];

    /// <summary>What everyone reads who sees the call.</summary>
    public string Shown => string.Join(' ', Summary.SelectMany(p => p.Lines).SelectMany(l => new[] { l.Quote.Text, l.Quote.Speaker, l.Who, l.When }).Concat(People).Append(Account).Prepend(Title));

    /// <summary>The texts that everyone reads who sees it, each by itself.</summary>
    public IEnumerable<string> ShownTexts => Summary.SelectMany(p => p.Lines).SelectMany(l => new[] { l.Quote.Text, l.Quote.Speaker, l.Who ?? "", l.When ?? "" }).Concat(People).Append(Account).Append(Title);

    /// <summary>The texts that those read who may read all of it.</summary>
    public IEnumerable<string> WholeTexts => ShownTexts.Concat(Turns.SelectMany(t => new[] { t.Speaker, t.Text }));

    /// <summary>Who speaks, as far as one reads.</summary>
    public IEnumerable<string> Speakers(bool whole) => Summary.SelectMany(p => p.Lines).Select(l => l.Quote.Speaker).Concat(whole ? Turns.Select(t => t.Speaker) : []);

    /// <summary>What those read who may read all of it.</summary>
    public string Whole => string.Join(' ', Turns.SelectMany(t => new[] { t.Speaker, t.Text }).Prepend(Shown));
}

/// <summary>
/// A random customer: people in teams and channels, calls on every ground of rule 12 (owned, of a team, in a channel, shared, opened, held), one of the three audiences
/// of transcripts, keys that are limited, an integration that reads a team. Its calls speak of a small vocabulary, so that what is hidden and what is open have words in common.
/// </summary>
internal sealed class WordsWorld
{
    public static readonly string[] Vocabulary =
        ["discount", "renewal", "budget", "printer", "licence", "warranty", "lantern", "quartz", "meadow", "falcon", "timber", "velvet", "配送費", "Straße", "İzmir", "AT&T", "1,200"];

    private static readonly string[] Sentences =
    [
        "We decided to go with the {0} and the {1} for the whole of this year.", "I'll send you the {0} about the {1} by Friday, together with all the other papers.",
        "My main concern is that the {0} will not work with our {1} at all.", "The price of the {0} is nine thousand pounds with the {1} included in it.",
        "Can you tell me what the {0} has to do with the {1} here?", "And then there was some more talk of {0} and of {1} among them.",
        "Today we are here to talk about the {0} and about what the {1} brings us.", "The other supplier, Nordlicht, offered us a {0} with a {1} on top.",
    ];

    private static readonly string[] Strangers = ["Zed", "Yara", "Quentin", "Ulla"];

    private readonly CallWorld _world;
    private readonly Random _random;
    private readonly List<Guid> _people = [];
    private readonly List<Guid> _teams = [];
    private readonly Dictionary<Guid, List<Guid>> _members = [];
    private readonly TranscriptAudience _audience;

    private WordsWorld(CallWorld world, int seed)
    {
        _world = world;
        _random = new Random(seed);
        _audience = (TranscriptAudience)_random.Next(3);
    }

    public List<WordsCall> Calls { get; } = [];

    public List<WordsViewer> Viewers { get; } = [];

    public static async Task<WordsWorld> New(CallWorld beside, int seed)
    {
        var world = new WordsWorld(beside, seed);
        await world.Fill();
        return world;
    }

    /// <summary>
    /// A search in all of its syntax, and whether somebody who reads so much of a call finds it: written from what the syntax promises, over the texts as they are.
    /// </summary>
    public (string Text, Func<WordsCall, bool, bool> Finds) Search()
    {
        var parts = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Part()).ToList();
        return (string.Join(' ', parts.Select(p => p.Text)), (call, whole) => parts.TrueForAll(p => p.Finds(call, whole)));
    }

    private (string Text, Func<WordsCall, bool, bool> Finds) Part()
    {
        var (word, other) = (Word(), Word());
        Func<WordsCall, bool, bool> has = (call, whole) => Texts(call, whole).Any(t => t.Contains(word, StringComparison.Ordinal));
        Func<WordsCall, bool, bool> begins = (call, whole) => Texts(call, whole).SelectMany(t => t.Split(' ')).Any(w => w.StartsWith(word[..4], StringComparison.Ordinal));
        var phrase = One([$"the {word} and the {other}", $"talk of {word} and of {other} among", $"About {word} {other}", "Nordlicht, offered us a", "for the whole of this year", $"{word} by Friday"]);
        Func<WordsCall, bool, bool> says = (call, whole) => Texts(call, whole).Any(t => t.Contains(phrase, StringComparison.Ordinal));
        var (speaker, account, team) = (One(Strangers), One(["Brackwater", "Eastmere", "Larkfield"]), _random.Next(2));
        Func<WordsCall, bool, bool> from = (call, whole) => call.Speakers(whole).Any(s => s.Contains(speaker, StringComparison.Ordinal));
        // A beginning of letters that every script writes so, and that no other word of these sentences has.
        var plain = word.All(char.IsAsciiLetterLower);
        return _random.Next(10) switch
        {
            0 or 1 => (word, has),
            2 => ($"-{word}", (call, whole) => !has(call, whole)),
            3 when plain => ($"{word[..4]}*", begins),
            4 when plain => ($"-{word[..4].ToUpperInvariant()}*", (call, whole) => !begins(call, whole)),
            5 => ($"\"{phrase.ToUpperInvariant()}\"", says),
            6 => ($"-\"{phrase}\"", (call, whole) => !says(call, whole)),
            7 => ($"from:{speaker}", from),
            8 => ($"about:{account.ToLowerInvariant()}", (call, _) => call.Account == account),
            9 => ($"in:t{team}", (call, _) => call.Facts.Teams.Contains(_teams[team])),
            _ => (word, has),
        };
    }

    private static IEnumerable<string> Texts(WordsCall call, bool whole) => whole ? call.WholeTexts : call.ShownTexts;

    /// <summary>A word of the vocabulary, and how somebody types it who is in a hurry.</summary>
    public (string Typed, string Meant) Misspelled()
    {
        var meant = One([.. Vocabulary.Where(w => w.All(char.IsAsciiLetterLower))]);
        var at = _random.Next(1, meant.Length - 2);
        return (_random.Next(3) switch
        {
            0 when meant[at] != meant[at + 1] => $"{meant[..at]}{meant[at + 1]}{meant[at]}{meant[(at + 2)..]}",
            1 => $"{meant[..at]}{meant[at]}{meant[at..]}",
            _ => $"{meant[..at]}q{meant[(at + 1)..]}",
        }, meant);
    }

    public string Word() => Vocabulary[_random.Next(Vocabulary.Length)];

    public T One<T>(IReadOnlyList<T> of) => of[_random.Next(of.Count)];

    /// <summary>Changes all that the viewer may not read, and nothing that they may.</summary>
    public async Task ChangeWhatIsHiddenFrom(WordsViewer viewer)
    {
        await using var db = _world.Store.Context(_world.Customer);
        await using var turn = await _world.Store.BeginWrite(db, default);
        foreach (var call in Calls)
        {
            if (viewer.Reads(call) is true) continue;
            if (viewer.Reads(call) is null) Speak(call);
            else call.Turns = [.. call.Turns.Select(_ => Sentence())];
            var (keys, id) = (Keys(call), call.Facts.Id);
            var (transcript, summary) = (Packed.Write(call.Turns), Packed.Write(call.Summary));
            await db.Set<Transcript>().Where(t => t.CallId == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Content, transcript));
            await db.Set<CallSummary>().Where(t => t.CallId == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Content, summary));
            await db.Set<SearchText>().Where(t => t.CallId == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Whole, keys.Whole).SetProperty(t => t.Shown, keys.Shown));
            if (viewer.Reads(call) is not null) continue;
            await db.Set<Call>().Where(c => c.Id == id).ExecuteUpdateAsync(s => s
                .SetProperty(c => c.Title, call.Title).SetProperty(c => c.Account, call.Account).SetProperty(c => c.AccountKey, call.Account.ToLowerInvariant()).SetProperty(c => c.Turns, call.Turns.Count));
            await db.Set<CallAttendee>().Where(a => a.CallId == id).ExecuteUpdateAsync(s => s.SetProperty(a => a.Name, call.People[0]));
        }

        await turn.Commit();
    }

    private Task Fill() => _world.Change(db =>
    {
        var now = _world.Clock.GetUtcNow();
        db.Customers.Find(_world.Customer)!.Transcripts = _audience;
        for (var i = 0; i < 4; i++) _people.Add(_world.Add(db, $"p{i}", i == 0 ? InsightsRole.OrganizationAdmin : InsightsRole.DefaultUser).Id);
        for (var i = 0; i < 2; i++)
        {
            var members = Some(Enumerable.Range(0, 4), 2);
            _teams.Add(_world.AddTeam(db, $"t{i}", members.Select(p => $"p{p}")));
            _members[_teams[i]] = [.. members.Select(p => _people[p])];
        }

        var channel = Guid.CreateVersion7();
        db.Add(new Channel { Id = channel, TeamId = _teams[0], SlackId = "C0", Name = "c0", Guests = 0 });
        var (inChannel, configured) = (Some(_people, 2), Some(_people, 4));
        _members[channel] = [.. inChannel.Except(configured)];
        foreach (var member in inChannel) db.Add(new ChannelMember { ChannelId = channel, UserId = member });
        foreach (var member in configured) db.Add(new ChannelConfigurer { ChannelId = channel, UserId = member });
        for (var i = 0; i < 6; i++)
        {
            var owner = One(_people);
            var call = new WordsCall(new()
            {
                Id = Guid.CreateVersion7(),
                Owner = owner,
                Teams = Some(_teams, 2),
                Channels = Some([channel], 2),
                SharedWith = [.. Some(_people, 3).Where(p => p != owner).Select(p => new Opening(p, now.AddMinutes(_random.Next(3) - 1)))],
                OpenedBy = [.. Some(_people.Take(1), 3).Select(p => new Opening(p, now.AddMinutes(_random.Next(3) - 1)))],
                Held = _random.Next(6) == 0,
            });
            Speak(call);
            Calls.Add(call);
            Add(db, call, now.AddMinutes(-_random.Next(4)));
        }

        _world.AddMachine(db, "p0", $"call/read:t1");
        AddViewers(now);
        return true;
    });

    private void AddViewers(DateTimeOffset now)
    {
        foreach (var (i, person) in _people.Index())
        {
            var caller = new Caller(ActorKind.User, person, _world.Customer, Door.Console);
            Viewers.Add(new($"p{i}", caller, call => Reads(person, call.Facts, now)));
            var limit = default(PermissionSet).With(Permission.CallView).With(Permission.CallAsk);
            if (i == 1) Viewers.Add(new("p1 by a key without transcripts", caller with { Door = Door.Api, Limit = limit }, call => Reads(person, call.Facts, now) is null ? null : false));
        }

        Viewers.Add(new("the integration of t1", _world.AsRecorder, call => !call.Facts.Held && call.Facts.Teams.Contains(_teams[1]) ? true : null));
    }

    /// <summary>Rule 12 and rule 19.</summary>
    private bool? Reads(Guid person, CallFacts call, DateTimeOffset now)
    {
        if (call.Owner == person) return true;
        if (call.Held) return null;
        if (call.Teams.Any(t => _members[t].Contains(person))) return _audience != TranscriptAudience.OwnerOnly;
        var sees = call.Channels.Any(c => _members[c].Contains(person)) || call.SharedWith.Any(s => s.User == person && s.Until > now)
            || (person == _people[0] && call.OpenedBy.Any(o => o.User == person && o.Until > now));
        return sees ? _audience == TranscriptAudience.AllWhoSee : null;
    }

    private void Speak(WordsCall call)
    {
        call.Title = $"About {Word()} {Word()}";
        call.Account = One(["Brackwater", "Eastmere", "Larkfield"]);
        call.People = [One(["Ines Duarte", "Otto Lang", "Mika Salo"])];
        call.Turns = [.. Enumerable.Range(0, _random.Next(4, 8)).Select(_ => Sentence())];
        call.Summary = Summarizer.Summarize(new(call.Facts.Id, call.Title, call.Turns, default), default).Parts;
    }

    private Turn Sentence() => new(One(Strangers), null, string.Format(System.Globalization.CultureInfo.InvariantCulture, One(Sentences), Word(), Word()));

    private List<T> Some<T>(IEnumerable<T> all, int oneOf) => [.. all.Where(_ => _random.Next(oneOf) == 0)];

    private static SearchKeys Keys(WordsCall call) => SearchKeys.Of(call.Title, call.Account, call.People, call.Summary, call.Turns);

    private static void Add(Data.UsherDb db, WordsCall call, DateTimeOffset start)
    {
        var id = call.Facts.Id;
        db.Add(new Call
        {
            Id = id, Title = call.Title, Account = call.Account, AccountKey = call.Account.ToLowerInvariant(), OwnerId = call.Facts.Owner, Start = start, Duration = default,
            Turns = call.Turns.Count, Stored = start, Held = call.Facts.Held,
        });
        db.Add(new Transcript { CallId = id, Content = Packed.Write(call.Turns) });
        db.Add(new CallSummary { CallId = id, Content = Packed.Write(call.Summary) });
        db.Add(new CallAttendee { CallId = id, Place = 0, Name = call.People[0] });
        db.Add(SearchText.Of(id, Keys(call), ""));
        foreach (var team in call.Facts.Teams) db.Add(new CallTeam { CallId = id, TeamId = team });
        foreach (var reader in CallVisibility.ReadersOf(call.Facts)) db.Add(CallReader.Of(reader, id, start));
        foreach (var opening in call.Facts.OpenedBy) db.Add(new CallOpening { Id = Guid.CreateVersion7(), CallId = id, UserId = opening.User, Reason = "r", At = start, Until = opening.Until });
    }
}
