using Usher.Access;

namespace Usher.Web.AuthZen;

/// <summary>How far a batch goes (AuthZEN 1.0, 7.1.2.1).</summary>
internal enum Semantic
{
    ExecuteAll,
    DenyOnFirstDeny,
    PermitOnFirstPermit,
}

/// <summary>What a search looks for (AuthZEN 1.0, 8): the member of an evaluation that its request leaves out.</summary>
internal enum SearchFor
{
    Subject,
    Resource,
    Action,
}

/// <summary>Which part of what a search finds is wanted.</summary>
/// <param name="Token">The <c>next_token</c> of the part before; not given, or empty: from the beginning.</param>
/// <param name="Limit">At most so many; null: not said.</param>
internal readonly record struct Paging(Text Token, int? Limit)
{
    public static Paging NotGiven => new(Text.NotGiven, null);
}

/// <summary>
/// Whether a member was there: with a value, or as <c>null</c>, which many serializers write for what is left out and which counts as that.
/// </summary>
internal enum Member : byte
{
    Absent,
    Null,
    Given,
}

/// <summary>A text within the characters of a request; not given when its length is negative.</summary>
internal readonly record struct Text(int Start, int Length)
{
    public static Text NotGiven => new(0, -1);

    /// <summary>Given as <c>null</c>: like not given, but not a second time.</summary>
    public static Text Null => new(0, -2);

    /// <summary>A name that nothing has: what a property is whose value is no text.</summary>
    public static Text Nothing => new(0, 0);

    public ReadOnlySpan<char> In(char[] characters) => Length < 0 ? default : characters.AsSpan(Start, Length);
}

/// <summary>
/// A subject, an action or a resource: its texts as they were sent, with the properties of the law's section 3. An action's name is its id.
/// </summary>
internal struct Entity()
{
    public Member Self;
    public Text Type = Text.NotGiven;
    public Text Id = Text.NotGiven;
    public Text Customer = Text.NotGiven;
    public Text Tenant = Text.NotGiven;
    public Text Team = Text.NotGiven;

    public readonly bool IsGiven => Self == Member.Given;
}

/// <summary>One evaluation as it was sent: texts, not yet looked up, or why it is faulty.</summary>
internal struct Evaluation()
{
    public Entity Subject = new();
    public Entity Action = new();
    public Entity Resource = new();
    public Member Context;
    public string? Fault;

    /// <summary>The question it asks; meaningful when it has no <see cref="Fault"/>.</summary>
    public readonly Question Question(char[] characters) => new()
    {
        SubjectType = Subject.Type.In(characters),
        SubjectId = Subject.Id.In(characters),
        SubjectCustomer = Subject.Customer.In(characters),
        Action = Action.Id.In(characters),
        Type = Resource.Type.In(characters),
        Id = Resource.Id.In(characters),
        Customer = Resource.Customer.In(characters),
        Tenant = Resource.Tenant.In(characters),
        Team = Resource.Team.In(characters),
    };

    /// <summary>What it lacks; null when it is whole, or lacks only what is looked for.</summary>
    public readonly string? Lacks(SearchFor? sought = null) =>
        !Subject.IsGiven ? "subject is missing"
        : !Action.IsGiven && sought != SearchFor.Action ? "action is missing"
        : !Resource.IsGiven ? "resource is missing"
        : null;

    /// <summary>Takes from the defaults each member that it has not itself: the whole member or nothing of it (7.1.1).</summary>
    public void Default(in Evaluation defaults)
    {
        if (!Subject.IsGiven) Subject = defaults.Subject;
        if (!Action.IsGiven) Action = defaults.Action;
        if (!Resource.IsGiven) Resource = defaults.Resource;
        Fault ??= Lacks();
    }
}
