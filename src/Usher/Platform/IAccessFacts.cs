using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Data;

namespace Usher.Platform;

/// <summary>A fact that a change is about to save.</summary>
/// <param name="Fact">The entity, as it will be.</param>
/// <param name="State">Added, modified or deleted.</param>
public readonly record struct ChangedFact(IAccessFact Fact, EntityState State);

/// <summary>
/// Where the facts that decide come from: the Directory implements it; each call reads inside the transaction it is given.
/// </summary>
public interface IAccessFacts
{
    /// <summary>One customer's facts; null when there is no such customer.</summary>
    Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct);

    /// <summary>
    /// What a change makes of the facts, derived from what it is about to save; null when they must be read to know.
    /// </summary>
    /// <param name="before">The facts as they were under the change's lock.</param>
    /// <param name="changed">What is added, changed or removed of what decides.</param>
    FactsChange? Told(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed) => null;

    /// <summary>
    /// One customer's facts after a change that is saved but not committed: as derived, or read in its transaction. The answer is that of
    /// <see cref="Customer"/>.
    /// </summary>
    /// <param name="db">The change's own context.</param>
    /// <param name="before">The facts as they were under the change's lock.</param>
    /// <param name="change">What <see cref="Told"/> told.</param>
    /// <param name="ct">Ends the wait.</param>
    Task<CustomerFacts?> After(UsherDb db, CustomerFacts before, FactsChange? change, CancellationToken ct) =>
        change is null ? Customer(db, before.Id, ct) : Task.FromResult<CustomerFacts?>(before.After(change));

    /// <summary>The apps that every customer sees.</summary>
    Task<AppCatalogue> Catalogue(UsherDb db, CancellationToken ct) => Task.FromResult(AppCatalogue.Empty);

    /// <summary>The platform's staff and keys.</summary>
    Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct);

    /// <summary>The id of the customer with this slug; null when there is none.</summary>
    Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct);
}
