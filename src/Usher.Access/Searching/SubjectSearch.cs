namespace Usher.Access;

/// <summary>A subject that a search found.</summary>
/// <param name="Name">Its id in questions: an e-mail address; an integration user's name.</param>
/// <param name="Id">Its id.</param>
public readonly record struct FoundSubject(string Name, Guid Id);

/// <summary>
/// Who may do one thing: all subjects of one kind, judged by the same decision as each alone. What the question is about is looked up once
/// for all of them, and users who are alike in all that decides are judged once.
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
    public IReadOnlyList<FoundSubject> Page(Guid? after, int most, DateTimeOffset now) => _users switch
    {
        { } customer when _about.Target.Call is null => OfUsers(customer, after, most, now),
        { } customer => OneByOne(customer.UsersAfter(after), most, now),
        null => OneByOne(_few.Where(actor => after is not { } last || actor.Id.CompareTo(last) > 0), most, now),
    };

    /// <summary>
    /// One of each class is judged for all of it: who is alike is answered alike, but about themselves. Who sees a call is not in a class.
    /// </summary>
    private List<FoundSubject> OfUsers(CustomerSnapshot customer, Guid? after, int most, DateTimeOffset now)
    {
        var found = new List<FoundSubject>();
        var order = customer.UsersInOrder;
        var answers = new bool?[order.Classes];
        var oneself = _about.Target.Subject;
        for (var rank = order.RankAfter(after); rank < order.Count && found.Count < most; rank++)
        {
            var may = oneself is { } self && order.Id(rank) == self
                ? May(customer.UserAt(rank), now)
                : answers[order.Class(rank)] ??= May(customer.UserAt(rank), now);
            if (may) found.Add(new(order.Email(rank), order.Id(rank)));
        }

        return found;
    }

    private List<FoundSubject> OneByOne(IEnumerable<Actor> candidates, int most, DateTimeOffset now) =>
        [.. candidates.Where(actor => May(actor, now)).Take(most).Select(actor => new FoundSubject(NameOf(actor), actor.Id))];

    private static string NameOf(Actor actor) => actor.User?.Email ?? actor.StaffMember?.Email ?? actor.IntegrationUser!.Name;

    private bool May(Actor actor, DateTimeOffset now) =>
        Authorizer.Decide(actor, _permission, _about.For(actor, _permission), now).Allowed;

    private static Actor[] InOrder(IEnumerable<Actor> actors) => [.. actors.OrderBy(actor => actor.Id)];
}
