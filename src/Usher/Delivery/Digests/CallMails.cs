using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Calls;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Digests;

/// <summary>A call that somebody may read of in an e-mail at this moment.</summary>
/// <param name="Call">The call.</param>
/// <param name="Summary">Its summary, where the organization lets e-mails quote it; null: none.</param>
internal sealed record MailedCall(Call Call, CallSummary? Summary);

/// <summary>E-mails about calls: who gets one, and what may be in it.</summary>
internal static class CallMails
{
    /// <summary>Begins an e-mail of a call for each of these who wants one: at once, or with their next digest.</summary>
    /// <param name="work">The act.</param>
    /// <param name="call">The call.</param>
    /// <param name="readers">Who sees it, and why.</param>
    /// <param name="wishes">What they want.</param>
    public static async Task Begin(Work work, Guid call, IEnumerable<(Guid Reader, Ground Why)> readers, Wishes wishes)
    {
        var wanting = readers.Where(reader => wishes.WantCallMail(reader.Reader, reader.Why)).Select(reader => reader.Reader).ToList();
        if (wanting.Count == 0 || await Content(work) == CallMailContent.Off) return;
        var waiting = await work.Db.Set<DigestItem>().Where(i => i.CallId == call && i.Digest == null).Select(i => i.UserId).ToListAsync();
        foreach (var reader in wanting)
        {
            if (!wishes.WantDigest(reader)) work.Enqueue(new CallLetter(reader, call));
            else if (!waiting.Contains(reader)) work.Db.Add(new DigestItem { Id = work.NewId(), UserId = reader, CallId = call });
        }
    }

    /// <summary>
    /// Those of the calls that somebody may read of now, and wants to, latest first: not held, open to them by rule 12 (not because they
    /// opened it to troubleshoot), of no account that they muted. Empty when the organization mails nothing of calls.
    /// </summary>
    public static async Task<List<MailedCall>> For(Work work, Actor reader, IReadOnlyList<Guid> ids)
    {
        var content = await Content(work);
        if (content == CallMailContent.Off) return [];
        var facts = await FindCalls.FactsOf(work.Db, ids);
        var calls = await work.Db.Set<Call>().AsNoTracking().Where(c => ids.Contains(c.Id) && !c.Held).ToListAsync();
        var muted = await work.Db.Set<MutedAccount>().Where(m => m.UserId == reader.Id).Select(m => m.AccountKey).ToHashSetAsync();
        var wishes = await Wishes.Of(work, [reader.Id]);
        calls = [.. calls.Where(call => facts.TryGetValue(call.Id, out var fact) && !fact.Held && Sees(fact) is { } why
                && wishes.WantCallMail(reader.Id, why) && !(call.AccountKey is { } account && muted.Contains(account)))
            .OrderByDescending(call => call.Start).ThenByDescending(call => call.Id)];
        var seen = calls.ConvertAll(call => call.Id);
        var summaries = content == CallMailContent.Summary
            ? await work.Db.Set<CallSummary>().AsNoTracking().Where(s => seen.Contains(s.CallId)).ToDictionaryAsync(s => s.CallId)
            : [];
        return calls.ConvertAll(call => new MailedCall(call, summaries.GetValueOrDefault(call.Id)));

        Ground? Sees(CallFacts fact)
        {
            var decision = Authorizer.Decide(reader, Permission.CallView, Target.Of(work.Customer) with { Call = fact }, work.Now);
            return decision is { Allowed: true, Ground: Ground.Owner or Ground.Team or Ground.Channel or Ground.Shared } ? decision.Ground : null;
        }
    }

    /// <summary>What e-mails say of calls in this organization.</summary>
    public static Task<CallMailContent> Content(Work work) =>
        work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.CallMail).FirstOrDefaultAsync();
}
