using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>
/// Puts conditions on the CRM's record on the exclusion list, or back on it: from then on a call for which all of them hold is not stored
/// (rule 19).
/// </summary>
/// <param name="Conditions">One to ten.</param>
public sealed record AddCrmExclusion(IReadOnlyList<CrmCondition> Conditions) : Change<CustomerSnapshot, Guid>
{
    /// <summary>How many a customer may have: each is compared with every call.</summary>
    private const int Most = 200;

    /// <inheritdoc/>
    public override Permission Needs => Permission.SecurityConfigure;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found)
    {
        if (CrmCondition.Read(Conditions) is { Refused: { } invalid }) return invalid;
        var key = CrmCondition.Key(Read());
        var inForce = work.Db.Set<Exclusion>().Where(one => one.Kind == ExclusionKind.Condition && one.Removed == null);
        if (await inForce.AnyAsync(one => one.Value == key)) return new AlreadyThere();
        if (await inForce.CountAsync() >= Most) return new Invalid("/conditions", $"The list has {Most:N0} entries with conditions. Remove some first.");
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<Guid> Run(Work work, CustomerSnapshot found)
    {
        var read = Read();
        var key = CrmCondition.Key(read);
        if (await work.Db.Set<Exclusion>().FirstOrDefaultAsync(one => one.Value == key) is { } former)
        {
            (former.Removed, former.AddedBy, former.At) = (null, work.Actor.Id, work.Now);
            return former.Id;
        }

        var added = new Exclusion
        {
            Id = work.NewId(),
            Kind = ExclusionKind.Condition,
            Value = key,
            Conditions = Exclusion.Stored(read),
            AddedBy = work.Actor.Id,
            At = work.Now,
        };
        work.Db.Add(added);
        return added.Id;
    }

    private IReadOnlyList<CrmCondition> Read() => CrmCondition.Read(Conditions).Read!;
}
