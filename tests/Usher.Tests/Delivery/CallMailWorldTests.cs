using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Usher.Calls;
using Usher.Delivery;
using Usher.Delivery.Digests;
using Usher.Delivery.Mail;
using Usher.Directory;

namespace Usher.Tests.Delivery;

/// <summary>
/// Random worlds in which calls come and are deleted, shares begin and end, and teams, choices, muted accounts and people change between a
/// call and its digest. An oracle that knows rules 12 and 22 by itself reads every e-mail at the moment it is sent.
/// </summary>
public partial class CallMailWorldTests
{
    private static readonly string[] Users = ["ana", "bo", "cy", "dee"];
    private static readonly TimeOnly Noon = new(12, 0);

    private readonly TestMail _mail = new();
    private readonly Random _random = new(Scale.Seed);
    private readonly StringBuilder _told = new();

    [Fact]
    public async Task Every_e_mail_has_what_its_reader_may_see_and_wants_when_it_is_sent_and_nothing_else()
    {
        var worlds = Scale.Of(3, 20);
        for (var world = 0; world < worlds; world++) await Walk(30);
    }

    private async Task Walk(int steps)
    {
        _mail.Messages.Clear();
        _told.Clear();
        await using var world = await DeliveryWorld.New(new TestSlack(), _mail);
        await world.Calls.Person("dee");
        var model = new Model();
        foreach (var name in Users) await Choose(name, new(true, true, true, true, model.Digests(name) ? new("12:00", Enum.GetValues<DayOfWeek>(), "UTC") : null));
        for (var step = 0; step < steps; step++)
        {
            var expected = Users.ToDictionary(name => name, _ => new HashSet<string>());
            switch (_random.Next(11))
            {
                case 0:
                    var moved = One(Users);
                    var isIn = !model.InTeam.Remove(moved) && model.InTeam.Add(moved);
                    await world.Calls.Change(db => isIn
                        ? db.Add(new TeamMember { TeamId = world.Calls["sales"], UserId = world.Calls[moved] }).Entity
                        : db.Remove(db.Set<TeamMember>().Single(m => m.UserId == world.Calls[moved])).Entity);
                    Tell($"{moved} in the team: {isIn}");
                    break;
                case 1 or 2 when model.Calls.Where(call => model.Active.Contains(call.Owner)).ToList() is { Count: > 0 } calls:
                    var (shared, with, hours) = (One(calls), One(Users), _random.Next(1, 30));
                    if (with == shared.Owner || !model.Active.Contains(with)) continue;
                    var lasts = shared.Shares.TryGetValue(with, out var former) && former > world.Calls.Clock.GetUtcNow();
                    shared.Shares[with] = world.Calls.Clock.GetUtcNow().AddHours(hours);
                    (await world.Gate.Run(world.Calls.As(shared.Owner), new ShareCall(shared.Id, $"{with}@harbor.example", shared.Shares[with]))).Refused.ShouldBeNull();
                    // Who had it already, by a share or otherwise, was told.
                    if (!lasts && model.Why(with, shared, world.Calls.Clock.GetUtcNow()) == "shared" && model.Wants(with, shared, "shared")) model.Begin(with, shared, expected);
                    Tell($"{shared.Token} shared with {with} for {hours} h");
                    break;
                case 3 when model.Calls.Where(call => model.Active.Contains(call.Owner)).ToList() is { Count: > 0 } calls:
                    var gone = One(calls);
                    (await world.Gate.Run(world.Calls.As(gone.Owner), new DeleteCall(gone.Id))).Refused.ShouldBeNull();
                    model.Calls.Remove(gone);
                    Tell($"{gone.Token} deleted");
                    break;
                case 4:
                    var (who, account) = (One(Users), One("north", "south"));
                    if (!model.Active.Contains(who)) continue;
                    var muted = (await world.Gate.Run(world.Calls.As(who), new ListMutedAccounts())).Value!.Items.FirstOrDefault(m => m.Account == account);
                    (muted is null ? (await world.Gate.Run(world.Calls.As(who), new MuteAccount(account))).Refused : (await world.Gate.Run(world.Calls.As(who), new UnmuteAccount(muted.Id))).Refused).ShouldBeNull();
                    if (!model.Muted.Remove((who, account))) model.Muted.Add((who, account));
                    Tell($"{who} mutes {account}, or no longer");
                    break;
                case 5:
                    var left = One(Users);
                    var active = !model.Active.Remove(left) && model.Active.Add(left);
                    await world.Calls.Change(db => db.Set<User>().Single(u => u.Id == world.Calls[left]).Active = active);
                    Tell($"{left} active: {active}");
                    break;
                case 6:
                    var chooser = One(Users);
                    if (!model.Active.Contains(chooser)) continue;
                    model.Choices[chooser] = (_random.Next(4) > 0, _random.Next(3) > 0, _random.Next(3) > 0, _random.Next(3) > 0);
                    var (mailed, own, team, share) = model.Choices[chooser];
                    await Choose(chooser, new(mailed, own, team, share, model.Digests(chooser) ? new("12:00", Enum.GetValues<DayOfWeek>(), "UTC") : null));
                    Tell($"{chooser} chooses {model.Choices[chooser]}");
                    break;
                case 7:
                    model.Content = (CallMailContent)_random.Next(3);
                    (await world.Gate.Run(world.Calls.As("olga"), new EditOrganization(CallMail: model.Content))).Refused.ShouldBeNull();
                    Tell($"content: {model.Content}");
                    break;
                default:
                    var owner = One([.. model.Active.Order(StringComparer.Ordinal)]);
                    if (owner is null) continue;
                    var call = new Told($"token{step}x", owner, model.InTeam.Contains(owner), One("north", "south"));
                    call.Id = await world.Calls.Call(call.Token, owner, $"{owner}: We decided that the price of {call.Token} is {step + 2} thousand a year.", call.Account);
                    model.Calls.Add(call);
                    foreach (var name in Users.Where(model.Active.Contains))
                        if (model.Why(name, call, world.Calls.Clock.GetUtcNow()) is { } why && model.Wants(name, call, why)) model.Begin(name, call, expected);
                    Tell($"{call.Token} of {owner}, {call.Account}, of the team: {call.OfTeam}");
                    break;
            }

            await Judge(step, expected);
            var before = world.Calls.Clock.GetUtcNow();
            world.Calls.Clock.Move(TimeSpan.FromMinutes(_random.Next(9 * 60)));
            var after = world.Calls.Clock.GetUtcNow();
            Tell($"{after:d HH:mm}");
            expected = Users.ToDictionary(name => name, _ => new HashSet<string>());
            if (new DateTimeOffset(after.Date.Add(Noon.ToTimeSpan()), TimeSpan.Zero) is var noon && noon > before && noon <= after) model.SendDigests(expected, after);
            else if (noon.AddDays(-1) > before) model.SendDigests(expected, after);
            await Judge(step, expected);

            async Task Judge(int at, Dictionary<string, HashSet<string>> expected)
            {
                var (seen, now) = (_mail.Messages.Count, world.Calls.Clock.GetUtcNow());
                await world.Work();
                foreach (var name in Users)
                {
                    var messages = _mail.Messages.Skip(seen).Where(m => m.To == $"{name}@harbor.example" && !m.Subject.Contains("access", StringComparison.Ordinal)).ToList();
                    var words = messages.SelectMany(m => Tokens().Matches(m.Subject + m.Text + m.Html).Select(match => match.Value)).ToHashSet(StringComparer.Ordinal);
                    var mayRead = expected[name].Where(token => model.Reads(name, token, now)).ToHashSet(StringComparer.Ordinal);
                    words.Order().ShouldBe(mayRead.Order(), $"step {at}: what {name} was mailed\n{_told}");
                    if (model.Content != CallMailContent.Summary) messages.ShouldAllBe(m => !m.Text.Contains("thousand a year", StringComparison.Ordinal), $"step {at}\n{_told}");
                }
            }
        }

        async Task Choose(string name, CallMailChoices chosen) => (await world.Gate.Run(world.Calls.As(name), new SetCallMail(chosen))).Refused.ShouldBeNull();
    }

    private T One<T>(params IReadOnlyList<T> of) => of.Count == 0 ? default! : of[_random.Next(of.Count)];

    private void Tell(FormattableString what) => _told.AppendLine(what.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex("token[0-9]+x")]
    private static partial Regex Tokens();

    private sealed record Told(string Token, string Owner, bool OfTeam, string Account)
    {
        public Guid Id { get; set; }

        public Dictionary<string, DateTimeOffset> Shares { get; } = [];
    }

    /// <summary>The law, read naively.</summary>
    private sealed class Model
    {
        private readonly Dictionary<string, List<Told>> _waiting = Users.ToDictionary(name => name, _ => new List<Told>());

        public HashSet<string> InTeam { get; } = ["ana", "bo"];

        public HashSet<string> Active { get; } = [.. Users];

        public List<Told> Calls { get; } = [];

        public HashSet<(string, string)> Muted { get; } = [];

        public Dictionary<string, (bool Mailed, bool Own, bool Team, bool Shared)> Choices { get; } = Users.ToDictionary(name => name, _ => (true, true, true, true));

        public CallMailContent Content { get; set; } = CallMailContent.Title;

        public bool Digests(string name) => name is "bo" or "cy";

        public string? Why(string name, Told call, DateTimeOffset now) => call.Owner == name ? "own"
            : call.OfTeam && InTeam.Contains(name) ? "team"
            : call.Shares.TryGetValue(name, out var until) && until > now ? "shared"
            : null;

        public bool Wants(string name, Told call, string why) => Content != CallMailContent.Off && Choices[name] is { Mailed: true } choice && !Muted.Contains((name, call.Account))
            && why switch { "own" => choice.Own, "team" => choice.Team, _ => choice.Shared };

        /// <summary>Whether they may read of it, and want to, now.</summary>
        public bool Reads(string name, string token, DateTimeOffset now) => Active.Contains(name) && Calls.Find(c => c.Token == token) is { } call
            && Why(name, call, now) is { } why && Wants(name, call, why);

        public void Begin(string name, Told call, Dictionary<string, HashSet<string>> expected)
        {
            if (Digests(name)) _waiting[name].Add(call);
            else expected[name].Add(call.Token);
        }

        public void SendDigests(Dictionary<string, HashSet<string>> expected, DateTimeOffset now)
        {
            foreach (var (name, calls) in _waiting)
            {
                expected[name].UnionWith(calls.Where(call => Reads(name, call.Token, now)).Select(call => call.Token));
                calls.Clear();
            }
        }
    }
}
