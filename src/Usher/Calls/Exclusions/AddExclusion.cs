using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>
/// Puts an address or domain on the exclusion list, or back on it: from then on a call with such a participant is not stored (rule 19).
/// </summary>
/// <param name="Value">An e-mail address, or a domain.</param>
public sealed record AddExclusion(string Value) : Change<CustomerSnapshot, Guid>
{
    /// <summary>How many a customer may have, removed ones included.</summary>
    private const int Most = 2_000;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    private ExclusionKind Kind => Value?.Contains('@', StringComparison.Ordinal) == true ? ExclusionKind.Address : ExclusionKind.Domain;

    private string? Read => Kind == ExclusionKind.Address ? Inputs.Email(Value) : Inputs.Domain(Value);

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found)
    {
        if (Read is not { } value) return new Invalid("/value", Kind == ExclusionKind.Address ? Inputs.EmailSentence : Inputs.DomainSentence);
        if (await work.Db.Set<Exclusion>().AnyAsync(one => one.Value == value && one.Removed == null)) return new AlreadyThere();
        if (await work.Db.Set<Exclusion>().CountAsync(one => one.Removed == null) >= Most) return new Invalid("/value", $"The list has {Most:N0} entries. Remove some first.");
        if (Kind == ExclusionKind.Domain && (await work.Db.Set<CustomerDomain>().Select(one => one.Domain).ToListAsync())
            .Exists(own => own == value || own.EndsWith($".{value}", StringComparison.Ordinal))) return new ExcludesOwnDomain();
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, CustomerSnapshot found)
    {
        if (await work.Db.Set<Exclusion>().FirstOrDefaultAsync(one => one.Value == Read!) is { } former)
        {
            (former.Removed, former.AddedBy, former.At) = (null, work.Actor.Id, work.Now);
            return former.Id;
        }

        var added = new Exclusion { Id = work.NewId(), Kind = Kind, Value = Read!, AddedBy = work.Actor.Id, At = work.Now };
        work.Db.Add(added);
        return added.Id;
    }
}

/// <summary>Takes an address, a domain or conditions off the exclusion list. It can be restored.</summary>
/// <param name="Exclusion">Which.</param>
public sealed record RemoveExclusion(Guid Exclusion) : Change<Exclusion, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override async Task<Found<Exclusion>?> Find(Work work) =>
        await work.Db.Set<Exclusion>().FirstOrDefaultAsync(one => one.Id == Exclusion && one.Removed == null) is { } found
            ? new(Target.Of(work.Customer), found)
            : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, Exclusion found) => work.NoteMissing();

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, Exclusion found)
    {
        found.Removed = work.Now;
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>The organization's own domain: each of its people's calls would be excluded.</summary>
public sealed record ExcludesOwnDomain()
    : Refusal("This is your organization's own domain: no call would be stored any more. Exclude single addresses instead."), IAtMember
{
    /// <inheritdoc/>
    public string Pointer => "/value";
}
