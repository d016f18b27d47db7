using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Audit;

namespace Usher.Tests.Stores;

/// <summary>A customer of the suite's own small model, so that the walls are tested by themselves.</summary>
public sealed class Ward : IGlobalEntity, IAccessFact
{
    public required Guid Id { get; init; }

    [Audited]
    public required string Slug { get; init; }
}

/// <summary>Someone in a ward: what decides.</summary>
public sealed class Member : ICustomerOwned, IAccessFact
{
    public required Guid Id { get; init; }

    public Guid CustomerId { get; init; }

    [Audited]
    public required string Email { get; set; }

    [Audited]
    public ConnectRole Role { get; set; }

    [Audited]
    public bool Active { get; set; } = true;
}

/// <summary>Something in a ward that decides nothing.</summary>
public sealed class Thing : ICustomerOwned, IRevised
{
    public required Guid Id { get; init; }

    public Guid CustomerId { get; init; }

    [Audited]
    public required string Name { get; set; }

    public string? Secret { get; set; }

    public DateTimeOffset? Seen { get; set; }

    public int Revision { get; private set; }
}

/// <summary>A code word, kept by its text: a key that is content.</summary>
public sealed class CodeWord : ICustomerOwned
{
    public Guid CustomerId { get; init; }

    public required string Word { get; init; }

    public byte[]? Meaning { get; set; }
}

/// <summary>Adds the suite's entities to the model, as the rooms add theirs.</summary>
public sealed class WardModel(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
{
    public override void Customize(ModelBuilder model, DbContext context)
    {
        model.Entity<Ward>().ToTable("wards").HasIndex(w => w.Slug).IsUnique();
        model.Entity<Member>().ToTable("members").HasIndex(m => new { m.CustomerId, m.Email }).IsUnique();
        model.Entity<Thing>().ToTable("things");
        model.Entity<CodeWord>().ToTable("code_words").HasKey(w => new { w.CustomerId, w.Word });
        base.Customize(model, context);
    }
}

/// <summary>Reads wards and their members as facts.</summary>
public sealed class WardFacts : IAccessFacts
{
    public static readonly Guid Key = Guid.Parse("0190e1c0-0000-7000-8000-0000000000aa");

    private int _read;

    /// <summary>How often a customer's facts were read.</summary>
    public int Read => Volatile.Read(ref _read);

    public async Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct)
    {
        Interlocked.Increment(ref _read);
        var ward = await db.Set<Ward>().FirstOrDefaultAsync(w => w.Id == customer, ct);
        if (ward is null) return null;
        var members = await db.Set<Member>().ToListAsync(ct);
        var apps = await db.Set<App>().Where(a => a.Owner == customer).ToListAsync(ct);
        var version = await db.Set<Head>().Where(h => h.Id == customer).Select(h => h.Version).SingleAsync(ct);
        return new CustomerFacts
        {
            Id = customer,
            Slug = ward.Slug,
            Version = version,
            Apps = apps.ConvertAll(a => new Named(a.Id, a.Slug, a.Name)),
            Users = members.Select(User).ToList(),
            Keys = members.Select(KeyOf).ToList(),
        };
    }

    public FactsChange? Told(CustomerFacts before, IReadOnlyCollection<ChangedFact> changed)
    {
        var members = changed.Where(one => one.State != EntityState.Deleted).Select(one => one.Fact).OfType<Member>().ToList();
        return members.Count == changed.Count ? new() { Version = before.Version + 1, Users = members.ConvertAll(User), Keys = members.ConvertAll(KeyOf) } : null;
    }

    private static UserFacts User(Member m) => new() { Id = m.Id, Email = m.Email, Name = m.Email, Active = m.Active, Connect = m.Role };

    private static KeyFacts KeyOf(Member m) => new(m.Id, m.Id, ActorKind.User, "key", [], null, DateTimeOffset.UnixEpoch.AddYears(100));

    public Task<AppCatalogue> Catalogue(UsherDb db, CancellationToken ct) => new AccessFacts().Catalogue(db, ct);

    public async Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct) =>
        new(await db.Set<Head>().Where(h => h.Id == Guid.Empty).Select(h => h.Version).SingleAsync(ct), [], []);

    public async Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct) =>
        await db.Set<Ward>().Where(w => w.Slug == slug).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(ct);
}
