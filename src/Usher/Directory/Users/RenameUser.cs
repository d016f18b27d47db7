using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Edits a user's first and last name.</summary>
/// <param name="User">Whose.</param>
/// <param name="FirstName">First name.</param>
/// <param name="LastName">Last name; may be empty.</param>
public sealed record RenameUser(Guid User, string FirstName, string? LastName) : Change<Person, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserEdit;

    /// <inheritdoc/>
    public override Task<Found<Person>?> Find(Work work) => Person.Find(work, User);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Person found) => Task.FromResult(
        Inputs.Unread(
            ("/firstName", Inputs.Name(FirstName), Inputs.NameSentence),
            ("/lastName", Inputs.OptionalName(LastName), Inputs.NameSentence))
        ?? work.Stale(found.Row));

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Person found)
    {
        found.Row.FirstName = Inputs.Name(FirstName)!;
        found.Row.LastName = Inputs.OptionalName(LastName)!;
        found.Row.Renamed = work.Now;
        return Task.FromResult(Nothing.Value);
    }
}
