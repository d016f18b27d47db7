using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Creates a custom role: User on every app, Customer Admin on the apps picked on it (rule 5).</summary>
/// <param name="Name">A name for it; its slug is what the name suggests, or is made up for it.</param>
/// <param name="Apps">The apps picked, by slug.</param>
public sealed record CreateCustomRole(string Name, IReadOnlyList<string> Apps) : Change<CustomerSnapshot, string>, IChangesAccess
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Inputs.Unread(("/name", Inputs.Name(Name), Inputs.NameSentence))
        ?? NameTaken.Among(found.Facts.CustomRoles, Name)
        ?? (Ids.Of(Apps, slug => found.App(slug)) is null ? new NotOfThisCustomer("app") : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<string> Run(Work work, CustomerSnapshot found)
    {
        var (id, name) = (work.NewId(), Inputs.Name(Name)!);
        var role = new CustomRole { Id = id, Slug = Inputs.FreeSlug(name, "role", id, other => found.CustomRole(other) is not null),
            Name = name };
        work.Db.CustomRoles.Add(role);
        foreach (var app in Ids.Of(Apps, slug => found.App(slug))!)
            work.Db.Add(new CustomRoleApp { RoleId = role.Id, AppId = app });
        return Task.FromResult(role.Slug);
    }
}

/// <summary>Something of this kind has the name, or one that is written alike.</summary>
/// <param name="Pointer">The member that gives the name.</param>
public sealed record NameTaken(string Pointer = "/name") : Refusal("This name is already in use. Choose another name."), IAtMember
{
    /// <summary>The refusal when one of these is called so, in whatever case or form it is typed; null when none is.</summary>
    internal static NameTaken? Among(IEnumerable<INamed> things, string name)
    {
        var same = Folding.Same(Inputs.Name(name)!);
        return things.Any(thing => Folding.Same(thing.Called) == same) ? new() : null;
    }
}
