using Usher.Access;
using Usher.Platform;


namespace Usher.Calls;

/// <summary>Finds colleagues to share one's own call with, by part of a name or address.</summary>
/// <param name="Id">The call.</param>
/// <param name="Text">What is typed of a name or address.</param>
public sealed record FindColleagues(Guid Id, string Text) : Query<Call, Colleagues>
{
    private const int Most = 7;

    private const int Shortest = 2;

    /// <inheritdoc/>
    public override Permission Needs => Permission.CallShare;

    /// <inheritdoc/>
    public override Task<Found<Call>?> Find(Work work) => FindCalls.Seen(work, Id);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Call found) =>
        Task.FromResult<Refusal?>(Text.Trim().Length is < Shortest or > 200
            ? new Invalid("/text", "Type 2 to 200 characters of a name or e-mail address.")
            : null);

    /// <inheritdoc/>
    public override async Task<Colleagues> Run(Work work, Call found)
    {
        var (me, words) = (work.Actor.Id, Folding.Sought(Text));
        var facts = (await FindCalls.Facts(work.Db, Id))!;
        // Not by the domain: that all have in common.
        return new([
            .. work.Customer.Users
                .Where(user => user.User!.Active && user.Id != me && words.Count > 0
                && Folding.Finds(words, $"{user.Name} {user.User.Email.Split('@')[0]}"))
                .OrderBy(user => Folding.Find(user.Name), StringComparer.Ordinal).ThenBy(user => user.Id).Take(Most)
                .Select(user => new Colleague(user.Id, user.Name, user.User!.Email, CallVisibility.IsVisible(user, facts, work.Now))),
        ]);
    }
}

/// <summary>Colleagues by what was typed, the first few by name.</summary>
/// <param name="Found">They.</param>
public sealed record Colleagues(IReadOnlyList<Colleague> Found);

/// <summary>Somebody a call can be shared with.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Email">Their address, which tells people of one name apart.</param>
/// <param name="Sees">Whether they see the call already.</param>
public sealed record Colleague(Guid Id, string Name, string Email, bool Sees);
