using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Creates a customer, without people or tenants yet. The caller's customer is <see cref="IdFor"/> of the slug.</summary>
/// <param name="Slug">The short name in addresses; never changes.</param>
/// <param name="Name">The name that people see.</param>
public sealed record CreateCustomer(string Slug, string Name) : Change<Nothing, Guid>, IFoundsCustomer
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.CustomerCreate;

    /// <summary>
    /// The id of the customer with this slug: follows from it, so that two who create the same one at once meet in the same log.
    /// </summary>
    public static Guid IdFor(string slug)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("usher customer " + slug));
        (hash[6], hash[8]) = ((byte)((hash[6] & 0x0f) | 0x80), (byte)((hash[8] & 0x3f) | 0x80));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Task.FromResult<Found<Nothing>?>(new(Target.Platform, Nothing.Value));

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Nothing found) => Fault(work, Slug, Name);

    /// <inheritdoc/>
    public override Task<Guid> Run(Work work, Nothing found)
    {
        work.Db.Customers.Add(new Customer { Id = work.Db.CustomerId, Slug = Slug, Name = Inputs.Name(Name)! });
        return Task.FromResult(work.Db.CustomerId);
    }

    internal static async Task<Refusal?> Fault(Work work, string slug, string name) =>
        Inputs.Unread(("/slug", Inputs.Slug(slug), Inputs.SlugSentence), ("/name", Inputs.Name(name), Inputs.NameSentence))
        ?? (await work.Db.Customers.AnyAsync(c => c.Slug == slug || c.Id == work.Db.CustomerId) ? new SlugTaken() : null);
}

/// <summary>Another customer has this slug.</summary>
public sealed record SlugTaken() : Refusal("Another customer has this slug. Choose another slug.");
