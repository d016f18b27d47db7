using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Creates a custom role: User on every app, Customer Admin on the apps picked on it (rule 5).</summary>
/// <param name="Name">What people call it; its slug follows from the name.</param>
/// <param name="Apps">The apps picked, by slug.</param>
public sealed record CreateCustomRole(string Name, IReadOnlyList<string> Apps) : Change<CustomerSnapshot, string>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomRoleManage;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found) =>
        Inputs.Unread(("/name", Inputs.Name(Name), Inputs.NameSentence), ("/name", Inputs.SlugOf(Name), "A name with a Latin letter or a digit in it."))
        ?? (found.CustomRole(Inputs.SlugOf(Name)) is null ? null : new NameTaken())
        ?? (Ids.Of(Apps, slug => found.App(slug)) is null ? new NotOfThisCustomer("app") : null)
        ?? await work.NoteMissing();

    /// <inheritdoc/>
    public override Task<string> Run(Work work, CustomerSnapshot found)
    {
        var role = new CustomRole { Id = work.NewId(), Slug = Inputs.SlugOf(Name)!, Name = Inputs.Name(Name)! };
        work.Db.CustomRoles.Add(role);
        foreach (var app in Ids.Of(Apps, slug => found.App(slug))!)
            work.Db.Add(new CustomRoleApp { RoleId = role.Id, AppId = app });
        return Task.FromResult(role.Slug);
    }
}

/// <summary>Something of this kind has the name, or one that is written alike.</summary>
public sealed record NameTaken() : Refusal("There is one of that name already. Choose another name.");
