using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls;

/// <summary>
/// Finds colleagues to share one's own call with, by part of a name or address, among those whose names one may know (rule 27): of one's
/// teams, who see the call already, or everybody where one may see the users. Anybody else by their whole address, which names them then.
/// </summary>
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
        var knowsAll = May.Either(work, Permission.UserView, Permission.DirectoryView, Target.Of(work.Customer)).Allowed;
        var teammates = work.Customer.Facts.Teams.Where(team => team.Members.Contains(me)).SelectMany(team => team.Members).ToHashSet();
        var others = work.Customer.Users.Where(user => user.User!.Active && user.Id != me).ToList();
        // Not by the domain: that all have in common.
        var named = others.Where(user => words.Count > 0 && Folding.Finds(words, $"{user.Name} {user.User!.Email.Split('@')[0]}"))
            .Where(IsKnown)
            .OrderBy(user => Folding.Find(user.Name), StringComparer.Ordinal).ThenBy(user => user.Id).Take(Most).ToList();
        var addressed = others.Find(user => user.User!.Email == Inputs.Email(Text) && !named.Contains(user));
        return new([
            .. named.Select(user => new Colleague(user.Id, user.Name, user.User!.Email, Sees(user))),
            .. addressed is null ? Array.Empty<Colleague>()
                : IsKnown(addressed) ? [new(addressed.Id, addressed.Name, addressed.User!.Email, Sees(addressed))]
                : [new(addressed.Id, addressed.User!.Email, addressed.User.Email, false)],
        ]);

        bool IsKnown(Actor user) => knowsAll || teammates.Contains(user.Id) || Sees(user);

        bool Sees(Actor user) => CallVisibility.IsVisible(user, facts, work.Now);
    }
}

/// <summary>Colleagues by what was typed, the first few by name.</summary>
/// <param name="Found">They.</param>
public sealed record Colleagues(IReadOnlyList<Colleague> Found);

/// <summary>Somebody a call can be shared with.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Their name; the address of one whose name the caller may not know.</param>
/// <param name="Email">Their address, which tells people of one name apart.</param>
/// <param name="Sees">Whether they see the call already.</param>
public sealed record Colleague(Guid Id, string Name, string Email, bool Sees);
