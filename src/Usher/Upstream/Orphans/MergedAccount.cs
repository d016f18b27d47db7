using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;
using Usher.Salesforce;

namespace Usher.Upstream;

/// <summary>A customer's Salesforce account that is no more: merged into another there, or deleted. Staff see it and name the right one.</summary>
public sealed class MergedAccount : IGlobalEntity, IUnlocked
{
    /// <summary>The customer.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The account that the customer has here.</summary>
    public required string Account { get; set; }

    /// <summary>The account that it was merged into; null: it was deleted.</summary>
    public string? Into { get; set; }

    /// <summary>When it was noticed.</summary>
    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<MergedAccount>
    {
        public void Configure(EntityTypeBuilder<MergedAccount> merged) => merged.ToTable("merged_accounts").HasKey(one => one.CustomerId);
    }
}

/// <summary>Customers' accounts are to be looked for in Salesforce again.</summary>
public sealed record WatchAccounts : IJob, IRecurring
{
    /// <inheritdoc/>
    public static TimeSpan Every => TimeSpan.FromHours(6);
}

/// <summary>The first account that is named begins the watch, which comes again for ever.</summary>
public sealed class BeginWatch : IListener<SalesforceAccountNamed>
{
    /// <inheritdoc/>
    public Task Do(SalesforceAccountNamed job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        var kind = StoredNames.Of<WatchAccounts>();
        if (await work.Db.Set<Job>().AnyAsync(other => other.CustomerId == Guid.Empty && other.Kind == kind && other.Failed == null, ct)) return false;
        work.Db.Add(new Job { Id = work.NewId(), CustomerId = Guid.Empty, Kind = kind, Payload = "{}", Due = work.Now, FirstDue = work.Now });
        return true;
    }, ct);
}

/// <summary>
/// Looks in Salesforce for the accounts of all customers, 200 with one request, and notes those that were merged or deleted. What is not
/// answered changes nothing, and is asked the next time.
/// </summary>
/// <param name="salesforce">Salesforce.</param>
public sealed class WatchAccountsHandler(ISalesforce salesforce) : IJobHandler<WatchAccounts>
{
    /// <inheritdoc/>
    public async Task Do(WatchAccounts job, JobRun run, CancellationToken ct)
    {
        if (!salesforce.IsConnected) return;
        var named = await run.Derive(work => work.Db.Customers.Where(c => c.SalesforceAccount != null && !c.Closed)
            .ToDictionaryAsync(c => c.Id, c => c.SalesforceAccount!, ct), ct) ?? [];
        Dictionary<string, AccountRecord> found;
        try
        {
            found = (await salesforce.Accounts([.. named.Values], ct)).ToDictionary(account => account.Id, StringComparer.Ordinal);
        }
        catch (Exception fault) when (fault is SalesforceBusy or SalesforceUnreachable or SalesforceRefused)
        {
            return;
        }

        await run.Derive(async work =>
        {
            var known = await work.Db.Set<MergedAccount>().ToDictionaryAsync(one => one.CustomerId, ct);
            foreach (var (customer, account) in named)
            {
                var record = found.GetValueOrDefault(account);
                if (record is { IsDeleted: false, MasterRecordId: null }) continue;
                if (known.Remove(customer, out var noted)) (noted.Account, noted.Into) = (account, record?.MasterRecordId);
                else work.Db.Add(new MergedAccount { CustomerId = customer, Account = account, Into = record?.MasterRecordId, At = work.Now });
            }

            // The rest is as it should be again.
            work.Db.RemoveRange(known.Values);
            return true;
        }, ct);
    }
}

/// <summary>Accounts that were merged or deleted in Salesforce, for those who may name the right one.</summary>
internal sealed class MergedAccountsWait : INeeds
{
    /// <inheritdoc/>
    public int Order => 27;

    /// <inheritdoc/>
    public async Task<IEnumerable<Need>> Of(Work work)
    {
        if (work.Snapshot is not null || !May.Ask(work, Permission.CustomerEdit, Target.Platform).Allowed) return [];
        var merged = await work.Db.Set<MergedAccount>()
            .Join(work.Db.Set<Customer>(), one => one.CustomerId, c => c.Id, (one, c) => new { one, c.Slug, c.Name, c.SalesforceAccount })
            .Where(found => found.SalesforceAccount == found.one.Account).OrderBy(found => found.one.At).Take(INeeds.Most).ToListAsync();
        return merged.Select(found => new Need("salesforce-merged")
        {
            Id = found.one.CustomerId, Slug = found.Slug, Name = found.Name, Level = found.one.Into, At = found.one.At,
        });
    }
}
