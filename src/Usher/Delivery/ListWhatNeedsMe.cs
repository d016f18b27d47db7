using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>What waits for the caller now, and for nobody's word before it is done: a few small queries, each asked only where the caller may see what it finds.</summary>
public sealed record ListWhatNeedsMe : Query<Nothing, WhatNeedsMe>
{
    /// <summary>How many of one kind are named.</summary>
    private const int Most = 20;

    private static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public override Permission Needs => Permission.ProfileEdit;

    /// <inheritdoc/>
    public override Task<Found<Nothing>?> Find(Work work) => Oneself.Find(work, notificationsOnly: true);

    /// <inheritdoc/>
    public override async Task<WhatNeedsMe> Run(Work work, Nothing found)
    {
        List<Need> needs = [];
        if (work.Snapshot is { } customer)
        {
            needs.AddRange(await FirstOrganizationAdmin(work, customer));
            needs.AddRange(await Requests(work, customer));
            needs.AddRange(await Integrations(work, customer));
            needs.AddRange(await HeldCalls(work, customer));
            needs.AddRange(await Deliveries(work, customer));
        }

        needs.AddRange(await ExpiringKeys(work));
        return new(needs);
    }

    /// <summary>An organization that never had an Organization Admin waits for those of it who may appoint the first; whom the vendor proposes is named.</summary>
    private static async Task<IEnumerable<Need>> FirstOrganizationAdmin(Work work, CustomerSnapshot customer)
    {
        if (work.Actor.Kind != ActorKind.User || !customer.Facts.InsightsActive || !May.Ask(work, Permission.OrganizationAdminAppoint, Target.Of(customer)).Allowed) return [];
        var row = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => new { c.HadOrganizationAdmin, c.ProposedOrganizationAdminId }).FirstAsync();
        if (row.HadOrganizationAdmin) return [];
        return row.ProposedOrganizationAdminId is { } id && id != work.Actor.Id && customer.User(id) is { User.Active: true } person
            ? [new(NeedKind.FirstOrganizationAdmin) { Id = id, Who = new(id, person.Name) }]
            : [new(NeedKind.FirstOrganizationAdmin)];
    }

    /// <summary>Integration users that nobody has approved: they do nothing until then (rule 18).</summary>
    private static async Task<IEnumerable<Need>> Integrations(Work work, CustomerSnapshot customer)
    {
        if (!May.Ask(work, Permission.IntegrationApprove, Target.Of(customer)).Allowed) return [];
        var waiting = await work.Db.IntegrationUsers.Where(m => m.Active && !m.Approved).OrderBy(m => m.Id).Take(Most).Select(m => new { m.Id, m.Name }).ToListAsync();
        return waiting.Select(m => new Need(NeedKind.IntegrationToApprove) { Id = m.Id, Name = m.Name });
    }

    private static async Task<IEnumerable<Need>> Requests(Work work, CustomerSnapshot customer)
    {
        if (!May.Ask(work, Permission.AccessLevelApprove, Target.Of(customer)).Allowed) return [];
        var me = work.Actor.Id;
        var open = await work.Db.AccessRequests.Where(r => r.State == RequestState.Open && r.RequesterId != me && r.SubjectId != me)
            .OrderBy(r => r.Id).Take(Most).ToListAsync();
        return open.Select(r => new Need(NeedKind.Request) { Id = r.Id, Who = Who.Of(customer, r.SubjectId), Level = Roles.Name(Roles.Column(r.Level)), At = r.At });
    }

    private static async Task<IEnumerable<Need>> HeldCalls(Work work, CustomerSnapshot customer)
    {
        if (!May.Ask(work, Permission.CallView, Target.Of(customer)).Allowed) return [];
        var me = work.Actor.Id;
        var held = await work.Db.Set<Call>().Where(c => c.OwnerId == me && c.Held).OrderBy(c => c.Id).Take(Most)
            .Select(c => new { c.Id, c.Title, c.Start }).ToListAsync();
        return held.Select(c => new Need(NeedKind.HeldCall) { Id = c.Id, Name = c.Title, At = c.Start });
    }

    private static async Task<IEnumerable<Need>> Deliveries(Work work, CustomerSnapshot customer)
    {
        if (!May.Ask(work, Permission.DeliveryTroubleshoot, Target.Of(customer)).Allowed) return [];
        var counted = await DeliveryScope.Of(work, Permission.DeliveryTroubleshoot)
            .Where(d => d.State == DeliveryState.Failed || d.State == DeliveryState.Held)
            .GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync();
        return counted.OrderBy(g => g.Key)
            .Select(g => new Need(g.Key == DeliveryState.Failed ? NeedKind.FailedDeliveries : NeedKind.HeldDeliveries) { Count = g.Count });
    }

    /// <summary>No key hears of keys (rule 25).</summary>
    private static async Task<IEnumerable<Need>> ExpiringKeys(Work work)
    {
        if (!May.Ask(work, Permission.PersonalKeyManage, work.Whole with { Subject = work.Actor.Id }).Allowed) return [];
        var (me, now, soon) = (work.Actor.Id, work.Now, work.Now + ExpiresSoon);
        var machines = await work.Db.IntegrationUsers.Where(m => m.Active && m.OwnerId == me).ToDictionaryAsync(m => m.Id, m => m.Name);
        Guid[] holders = [me, .. machines.Keys];
        var keys = await work.Db.ApiKeys.Where(k => holders.Contains(k.HolderId) && !k.Revoked && k.Expires > now && k.Expires <= soon)
            .OrderBy(k => k.Id).Take(Most).ToListAsync();
        return keys.OrderBy(k => k.Expires)
            .Select(k => new Need(k.HolderId == me ? NeedKind.OwnKey : NeedKind.MachineKey) { Id = k.Id, Name = k.Name, Machine = machines.GetValueOrDefault(k.HolderId), At = k.Expires });
    }
}

/// <summary>What waits for somebody.</summary>
/// <param name="Items">What is most urgent for others first.</param>
public sealed record WhatNeedsMe(IReadOnlyList<Need> Items);

/// <summary>What kind of thing waits.</summary>
public enum NeedKind
{
    /// <summary>There was no Organization Admin yet; whom the vendor proposes is named (rule 11).</summary>
    FirstOrganizationAdmin,

    /// <summary>An integration user waits for its approval (rule 18).</summary>
    IntegrationToApprove,

    /// <summary>A request for a level that the caller may decide (rule 10).</summary>
    Request,

    /// <summary>The caller's own call is held (rule 19).</summary>
    HeldCall,

    /// <summary>Deliveries failed.</summary>
    FailedDeliveries,

    /// <summary>Deliveries are held.</summary>
    HeldDeliveries,

    /// <summary>A key of the caller's own expires soon.</summary>
    OwnKey,

    /// <summary>A key of an integration user that the caller owns expires soon.</summary>
    MachineKey,
}

/// <summary>One thing that waits.</summary>
/// <param name="Kind">What kind of thing.</param>
public sealed record Need(NeedKind Kind)
{
    /// <summary>The thing's id; null for what is counted only.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its name: one's own call's title, a key's name.</summary>
    public string? Name { get; init; }

    /// <summary>The integration user whose key it is.</summary>
    public string? Machine { get; init; }

    /// <summary>Whom it is about.</summary>
    public Who? Who { get; init; }

    /// <summary>The level asked for, as the law writes it.</summary>
    public string? Level { get; init; }

    /// <summary>How many there are.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When it came, began, or for a key expires.</summary>
    public DateTimeOffset? At { get; init; }
}
