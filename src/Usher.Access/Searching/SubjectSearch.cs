namespace Usher.Access;

/// <summary>
/// Who may do one thing: all subjects of one kind, judged by the same decision as each alone. What the question is about is looked up once
/// for all of them; whose roles do not reach it at all costs a look at one cell.
/// </summary>
/// <remarks>Pure. Subjects are in the order of their ids: who comes or goes between two parts moves no one else.</remarks>
public sealed class SubjectSearch
{
    private readonly Permission _permission;
    private readonly About _about;

    /// <summary>Among a customer's users, whom the snapshot has in order; otherwise among these few, in order.</summary>
    private readonly CustomerSnapshot? _users;
    private readonly Actor[] _few;

    private SubjectSearch(Permission permission, in About about, CustomerSnapshot? users, Actor[] few)
    {
        _permission = permission;
        _about = about;
        _users = users;
        _few = few;
    }

    /// <summary>Whether the resource can only be a call, which <see cref="With"/> brings.</summary>
    public bool NeedsCall => _about.NeedsCall;

    /// <summary>A search for the subjects of a question that names none; null when there can be none.</summary>
    /// <param name="question">Subject id apart, a whole question. An integration user's customer may be left out: it is the
    /// resource's.</param>
    /// <param name="customer">The customer of <see cref="Question.CustomerToFind"/>; null when there is none.</param>
    /// <param name="platform">The vendor's people.</param>
    public static SubjectSearch? Of(in Question question, CustomerSnapshot? customer, PlatformSnapshot platform)
    {
        if (Permission.Find(question.Type, question.Action) is not { } permission) return null;
        var about = question.FindThing(permission, customer, platform);
        // Outside any customer a user's or an integration user's question is about nothing.
        var own = Question.IsGiven(question.Customer) ? customer : null;
        return question.SubjectType switch
        {
            "user" when own is not null => new(permission, about, own, []),
            "staff" => new(permission, about, null, InOrder(platform.Staff)),
            "integration-user" when own is not null && (!Question.IsGiven(question.SubjectCustomer)
                || question.SubjectCustomer.SequenceEqual(question.Customer)) =>
                new(permission, about, null, InOrder(own.Facts.IntegrationUsers.Select(machine => own.IntegrationUser(machine.Id)!))),
            _ => null,
        };
    }

    /// <summary>The same search about this call; null: there is no such call in that customer.</summary>
    public SubjectSearch With(CallFacts? call) => new(_permission, _about.With(call), _users, _few);

    /// <summary>Those who may.</summary>
    /// <param name="after">The last of the part before; null: from the beginning.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="now">The server's time.</param>
    public IReadOnlyList<Actor> Page(Guid? after, int most, DateTimeOffset now)
    {
        var found = new List<Actor>();
        foreach (var actor in Candidates(after))
        {
            if (found.Count == most) break;
            if (Authorizer.Decide(actor, _permission, _about.For(actor, _permission), now).Allowed) found.Add(actor);
        }

        return found;
    }

    private IEnumerable<Actor> Candidates(Guid? after) =>
        _users?.UsersAfter(after) ?? _few.Where(actor => after is not { } last || actor.Id.CompareTo(last) > 0);

    private static Actor[] InOrder(IEnumerable<Actor> actors) => [.. actors.OrderBy(actor => actor.Id)];
}
