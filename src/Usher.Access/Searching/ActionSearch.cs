namespace Usher.Access;

/// <summary>What one subject may do with one thing: the actions on its kind, each judged by the decision. Pure; by name.</summary>
public sealed class ActionSearch
{
    private readonly Actor _actor;
    private readonly IReadOnlyList<(Permission Permission, About About)> _questions;

    private ActionSearch(Actor actor, IReadOnlyList<(Permission, About)> questions)
    {
        _actor = actor;
        _questions = questions;
    }

    /// <summary>Whether to some of the actions the resource can only be a call, which <see cref="With"/> brings.</summary>
    public bool NeedsCall => _questions.Any(question => question.About.NeedsCall);

    /// <summary>A search for the actions of a question that names none; null when there can be none.</summary>
    /// <param name="question">The action apart, a whole question.</param>
    /// <param name="customer">The customer of <see cref="Question.CustomerToFind"/>; null when there is none.</param>
    /// <param name="platform">The vendor's people.</param>
    public static ActionSearch? Of(in Question question, CustomerSnapshot? customer, PlatformSnapshot platform)
    {
        if (question.FindSubject(customer, platform) is not { } actor) return null;
        var questions = new List<(Permission, About)>();
        foreach (var permission in Permission.Catalogue)
            if (question.Type.SequenceEqual(permission.Type))
                questions.Add((permission, question.FindThing(permission, customer, platform)));
        questions.Sort((one, other) => string.CompareOrdinal(one.Item1.Action, other.Item1.Action));
        return questions.Count == 0 ? null : new(actor, questions);
    }

    /// <summary>The same search about this call; null: there is no such call in that customer.</summary>
    public ActionSearch With(CallFacts? call) => new(_actor, [.. _questions.Select(one => (one.Permission, one.About.With(call)))]);

    /// <summary>What the subject may do.</summary>
    /// <param name="after">The last action of the part before; null: from the beginning.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="now">The server's time.</param>
    public IReadOnlyList<Permission> Page(string? after, int most, DateTimeOffset now) =>
    [
        .. (from one in _questions
            where after is null || string.CompareOrdinal(one.Permission.Action, after) > 0
            where Authorizer.Decide(_actor, one.Permission, one.About.For(_actor, one.Permission), now).Allowed
            select one.Permission).Take(most),
    ];
}
