using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Governance;

/// <summary>Says why someone may or may not, for permissions of Connect.</summary>
/// <param name="Question">What is asked.</param>
public sealed record ExplainDecision(WhyQuestion Question) : Query<Actor?, DecisionExplained>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.DecisionExplain;

    /// <inheritdoc/>
    public override Task<Found<Actor?>?> Find(Work work) => Question.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Actor? found) =>
        Task.FromResult(Question.Fault(found, section => section != Section.Insights));

    /// <inheritdoc/>
    public override Task<DecisionExplained> Run(Work work, Actor? found) => Question.Explain(work);
}

/// <summary>Says why someone may or may not, for permissions of Insights.</summary>
/// <param name="Question">What is asked.</param>
public sealed record ExplainInsightsDecision(WhyQuestion Question) : Query<Actor?, DecisionExplained>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.InsightsDecisionExplain;

    /// <inheritdoc/>
    public override Task<Found<Actor?>?> Find(Work work) => Question.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Actor? found) =>
        Task.FromResult(Question.Fault(found, section => section == Section.Insights));

    /// <inheritdoc/>
    public override Task<DecisionExplained> Run(Work work, Actor? found) => Question.Explain(work);
}

/// <summary>What to ask for: each of these would cure the refusal by itself.</summary>
/// <param name="Level">A level of Insights: the lowest one that holds what was refused; null: none.</param>
/// <param name="Role">A role of Connect; null: none.</param>
/// <param name="CustomRoles">Custom roles, the narrowest first; null: none.</param>
/// <param name="Tenant">The tenant; null: none.</param>
public sealed record AskFor(InsightsRole? Level = null, ConnectRole? Role = null, IReadOnlyList<ThingView>? CustomRoles = null,
    ThingView? Tenant = null)
{
    /// <summary>The person it is for, where the caller manages them; null: the caller.</summary>
    public Guid? User { get; init; }

    /// <summary>What an explanation says may be asked for; null: nothing.</summary>
    /// <param name="why">The explanation.</param>
    /// <param name="user">The person it is for, where it is not the caller.</param>
    public static AskFor? Of(Explanation why, Guid? user = null)
    {
        var roles = why.Asks.Where(ask => ask.Kind == RemedyKind.CustomRole).Select(ask => new ThingView(ask.Give!, ask.Name!)).ToList();
        var ask = new AskFor(
            why.Asks.FirstOrDefault(ask => ask.Kind == RemedyKind.Level) is { } level ? Named(level.Give!) : null,
            why.Asks.Any(ask => ask.Kind == RemedyKind.ConnectRole) ? ConnectRole.CustomerAdmin : null,
            roles.Count == 0 ? null : roles,
            why.Asks.FirstOrDefault(ask => ask.Kind == RemedyKind.Tenant) is { Give: { } slug, Name: { } name } ? new(slug, name) : null);
        return ask == new AskFor() ? null : ask with { User = user };
    }

    private static InsightsRole Named(string give) =>
        Enum.GetValues<InsightsRole>().First(level => Roles.Name(Roles.Column(level)).ToLowerInvariant().Replace(' ', '-') == give);
}

/// <summary>“Why may someone, or why not?”, in the words of the decision API.</summary>
/// <param name="Person">Whose permission, by e-mail address.</param>
/// <param name="Permission">The permission, <c>type/action</c>.</param>
/// <param name="Id">The thing's own id; null: the permission there at all.</param>
/// <param name="Tenant">A tenant, by slug; null: any they reach.</param>
/// <param name="Team">A team, by slug; null: any their grant names.</param>
public sealed record WhyQuestion(string Person, string Permission, string? Id = null, string? Tenant = null, string? Team = null)
{
    /// <summary>
    /// The person asked about. Who may ask only about themselves hears the same of any other address, whether there is such a person or
    /// not.
    /// </summary>
    internal async Task<Found<Actor?>?> Find(Work work)
    {
        var email = Inputs.Email(Person) ?? "";
        var person = work.Customer.User(email)
            ?? (work.Actor.Kind == ActorKind.Staff ? (await work.Snapshots.Platform(default)).StaffMember(email) : null);
        return new(Target.Of(work.Customer) with { Subject = person?.Id ?? Guid.Empty }, person);
    }

    internal Refusal? Fault(Actor? found, Func<Section, bool> here)
    {
        if (found is null) return new NotFound();
        return Access.Permission.Find(Permission) is { } permission && here(permission.Section)
            ? null
            : new Invalid("/permission", "Enter a permission of this section as type/action.");
    }

    /// <summary>
    /// Asks the one function that decides, in the same words as a machine would, and puts its reasons into a sentence for the caller.
    /// </summary>
    internal async Task<DecisionExplained> Explain(Work work)
    {
        var customer = work.Customer;
        var platform = await work.Snapshots.Platform(default);
        var asked = Resolve(customer, platform);
        if (asked.NeedsCall) asked = asked.With(await SeenByTheCaller(work));
        var why = Authorizer.Explain(asked.Actor, asked.Permission, asked.Target, work.Now, work.Actor);
        // Who may do it themselves hears so; the others are who can help.
        if (why.Remedies.Count > 0) why = why with { Helpers = [.. why.Helpers.Where(helper => helper.Id != work.Actor.Id)] };
        return new(why.Decision.Allowed, why.Sentence, why.Rule, why.Grant, why.Change, why.Help, why.Helpers, customer.Version)
        {
            Remedies = why.Remedies,
            Ask = asked.Actor.Id == work.Actor.Id ? AskFor.Of(why)
                : why.Remedies.Count == 0 && MayAskFor(work, asked.Actor) ? AskFor.Of(why, asked.Actor.Id) : null,
        };
    }

    private static bool MayAskFor(Work work, Actor person) => person.Kind == ActorKind.User && Authorizer.Decide(work.Actor,
        Access.Permission.AccessRequestCreate, Target.Of(work.Customer) with { Subject = person.Id }, work.Now).Allowed;

    /// <summary>
    /// Nothing can be learnt of a call one does not see, by asking about somebody else either (rule 12), nor by the time it takes: it is
    /// not even fetched.
    /// </summary>
    private async Task<CallFacts?> SeenByTheCaller(Work work) =>
        await FindCalls.Seen(work, Guid.TryParse(Id, out var id) ? id : Guid.Empty) is { Target.Call: { } call }
            && CallVisibility.IsVisible(work.Actor, call, work.Now) ? call : null;

    private Asked Resolve(CustomerSnapshot customer, PlatformSnapshot platform)
    {
        var email = Inputs.Email(Person)!;
        var slash = Permission.IndexOf('/');
        var question = new Question
        {
            SubjectType = customer.User(email) is null ? "staff" : "user",
            SubjectId = email,
            Type = Permission.AsSpan(0, slash),
            Action = Permission.AsSpan(slash + 1),
            Customer = customer.Facts.Slug,
            Id = Id ?? customer.Facts.Slug,
            Tenant = Tenant is null ? default : Tenant.AsSpan(),
            Team = Team is null ? default : Team.AsSpan(),
        };
        question.TryResolve(customer, platform, out var asked);
        return asked;
    }
}

/// <summary>A decision in words.</summary>
/// <param name="Allowed">The answer.</param>
/// <param name="Sentence">The answer and its reason.</param>
/// <param name="Rule">What of the law decided.</param>
/// <param name="Grant">The role, team or scope that decided.</param>
/// <param name="Change">What would have to change for a yes.</param>
/// <param name="Help">Who can help, as a sentence.</param>
/// <param name="Helpers">Who can make that change, by name.</param>
/// <param name="Version">The version of the facts that decided.</param>
public sealed record DecisionExplained(
    bool Allowed, string Sentence, string? Rule, DecidingGrant? Grant, string? Change, string? Help, IReadOnlyList<Helper> Helpers,
        long Version)
{
    /// <summary>What the caller could do about it themselves, right now.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];

    /// <summary>What the caller may ask for: for themselves, or for somebody they manage; null: nothing.</summary>
    public AskFor? Ask { get; init; }
}
