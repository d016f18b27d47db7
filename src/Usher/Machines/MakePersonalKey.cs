using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Machines;

/// <summary>Makes a key that acts as oneself, limited to chosen permissions that one holds (rule 25). Its text is shown once.</summary>
/// <param name="Name">What one calls it.</param>
/// <param name="Permissions">What it may do, by <c>type/action</c>; at least one.</param>
/// <param name="Days">Days until it expires: 1 to 90.</param>
public sealed record MakePersonalKey(string Name, IReadOnlyList<string> Permissions, int Days) : Change<Nothing, KeyMade>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.PersonalKeyManage;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, Nothing found)
    {
        if ((Keys.NotByKey(work) ?? Keys.Fault(Name, Days, GrantRules.PersonalKeyDays)) is { } fault) return fault;
        var permissions = Permissions.Select(name => Permission.Find(name)).OfType<Permission>().ToList();
        if (permissions.Count == 0 || permissions.Count != Permissions.Count)
            return new Invalid("/permissions", "Choose at least one, each written as type/action.");
        return GrantRules.PersonalKey(work.Actor, permissions, work.Now.AddDays(Days), work.Now) ?? await Keys.TooMany(work, work.Actor.Id);
    }

    /// <inheritdoc/>
    public override Task<KeyMade> Run(Work work, Nothing found) => Task.FromResult(
        Keys.Make(work, work.Actor.Kind, work.Actor.Id, Name, string.Join(' ', Permissions.Distinct(StringComparer.Ordinal)),
            work.Now.AddDays(Days)));
}

/// <summary>The caller, in their own customer or, for staff, on the platform.</summary>
internal static class Oneself
{
    /// <summary>Null for staff inside a customer: what is their own lies on the platform.</summary>
    /// <param name="work">The request.</param>
    /// <param name="notificationsOnly">Nothing of sign-in is in it, so a personal key may too (rule 25).</param>
    public static Task<Found<Nothing>?> Find(Work work, bool notificationsOnly = false) =>
        Task.FromResult<Found<Nothing>?>(work.Actor.Home is null && work.Snapshot is not null
            ? null
            : new(Of(work) with { NotificationsOnly = notificationsOnly }, Nothing.Value));

    public static Target Of(Work work) => (work.Snapshot is { } own ? Target.Of(own) : Target.Platform) with { Subject = work.Actor.Id };
}
