using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>
/// Makes the one-time link by which a user sets a password and accepts their membership. The Platform Team makes it on the host and sends
/// it to the person's own address: whoever else had it could sign in as them, so nobody else may.
/// </summary>
/// <param name="Email">The user's address.</param>
public sealed record MakeUserLink(string Email) : Change<Person, LinkMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerSetUp;

    /// <inheritdoc/>
    public override async Task<Found<Person>?> Find(Work work) =>
        Inputs.Email(Email) is { } email && work.Customer.User(email) is { } user ? await Person.Find(work, user.Id) : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Person found) =>
        Task.FromResult<Refusal?>(found.Row.Active ? null : new PersonDeactivated());

    /// <inheritdoc/>
    public override async Task<LinkMade> Run(Work work, Person found)
    {
        work.Concerns(found.Row.Id);
        var account = found.Row.AccountId;
        await OneTimeLink.Forget(work, account, work.Db.CustomerId);
        return new(await OneTimeLink.New(work, account, work.Db.CustomerId));
    }
}

/// <summary>A one-time link.</summary>
/// <param name="Token">What the link carries, shown this once; null when the request is answered again.</param>
public sealed record LinkMade(string? Token) : IShownOnce
{
    /// <inheritdoc/>
    public object WithoutSecret() => this with { Token = null };
}
