using System.Text;
using Usher.Calls;
using Usher.Calls.Accounts;
using Usher.Calls.Comments;
using Usher.Calls.Exclusions;
using Usher.Calls.Ingest;
using Usher.Calls.Recordings;
using Usher.Calls.Retention;
using Usher.Calls.SavedSearches;
using Usher.Calls.Support;
using Usher.Calls.Today;
using Usher.Calls.Transcripts;
using Usher.Directory;
using Usher.Tests.Directory;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Calls, their readers and questions about them.</summary>
internal static class CallSamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<MayIngest>("recorder", "call/ingest", _ => new()),
        Of<IngestCall>("recorder", "call/ingest", t => new(Prepared(t, "second")), ReadyOwner),
        Of<IngestCallFile>("host", "call/ingest-files", t => new(Prepared(t, "second")), ReadyOwner),
        Of<ListCalls>("default", "call/view|call/read", _ => new(), Push),
        Of<ViewToday>("default", "call/view", _ => new(), Push),
        Of<ListAccounts>("default", "call/view", _ => new(), Push),
        Of<ViewCall>("default", "call/view|call/read", t => new(t["call"]), Push),
        Of<ViewTranscript>("default", "call/transcript|call/read", t => new(t["call"]), Push),
        Of<ListSavedSearches>("default", "preference/edit", _ => new()),
        Of<SaveSearch>("default", "preference/edit", _ => new("Price", new("price"), true)),
        Of<EditSavedSearch>("default", "preference/edit", t => new(t["search"], "Prices", new("prices"), false), Searched),
        Of<DeleteSavedSearch>("default", "preference/edit", t => new(t["search"]), Searched),
        Of<MatchSavedSearches>("default", "call/view", t => new(t["call"]), Push),
        Of<MarkRead>("default", "call/view", t => new(t["call"]), Push),
        Of<FindCallsToAsk>("default", "call/ask", _ => new("What did they say about the price?", null), Push),
        Of<KeepWhatIsSeen>("default", "call/ask", t => new(null, [t["call"]]), Push),
        Of<FindColleagues>("default", "call/share", t => new(t["call"], "subject@harbor.example"), Push),
        Of<ShareCall>("default", "call/share", t => new(t["call"], "subject@harbor.example", t.Now.AddDays(1)), Push),
        Of<StopSharing>("default", "call/share", t => new(t["call"], t["subject"]), Shared),
        Of<ListComments>("default", "call/view", t => new(t["call"]), Push),
        Of<AddComment>("default", "call/comment", t => new(t["call"], "The price is the point.", []), Push),
        Of<EditComment>("default", "call/comment", t => new(t["call"], t["comment"], "The price was the point.", []), Commented),
        Of<DeleteComment>("default", "call/comment", t => new(t["call"], t["comment"]), Commented),
        Of<DeleteCall>("default", "call/delete", t => new(t["call"]), Push),
        Of<ReleaseHeldCall>("default", "call/delete", t => new(t["call"]), t => Push(t, "Personnel")),
        Of<TroubleshootCall>("orgadmin", "call/troubleshoot", t => new(t["call"], "The summary did not arrive in the channel."), Push),
        Of<GiveSupportAccess>("orgadmin", "support-access/grant", t => new(t["call"], "support@usher.example", t.Now.AddHours(1), "The summary is empty."), Opened),
        Of<EndSupportAccess>("orgadmin", "support-access/grant", t => new(t["access"]), Supported),
        Of<ListSupportAccess>("orgadmin", "support-access/grant", _ => new(), Supported),
        Of<ListSupportCalls>("support", "customer/view", _ => new(), Supported) with { Customer = Guid.Empty },
        Of<LookAtSupportCall>("support", "call/view", t => new(t["access"]), Supported) with { ByRule = true },
        Of<ViewSupportCall>("support", "call/view", t => new(t["access"]), Supported) with { ByRule = true },
        Of<FindUnreadByMachine>("recorder", "call/read", t => new([t["call"]]), Push),
        Of<WriteMachineReads>("recorder", "call/read", t => new([t["call"]]), Push),
        Of<ViewSeatUse>("useradmin", "licence/view", _ => new()),
        Of<ViewSeatWeeks>("useradmin", "licence/view", _ => new()),
        Of<ListSeatUse>("useradmin", "licence/view", _ => new(new())),
        Of<ExportSeats>("useradmin", "licence/view", _ => new(new())),
        Of<ListExclusions>("orgadmin", "security/configure", _ => new()),
        Of<AddExclusion>("orgadmin", "security/configure", _ => new("lakeside.example")),
        Of<AddCrmExclusion>("orgadmin", "security/configure", _ => new([new("Account.Type", CrmOperator.Is, "Prospect")])),
        Of<RemoveExclusion>("orgadmin", "security/configure", t => new(t["exclusion"]), async t => t.Call("exclusion", await t.Do("orgadmin", new AddExclusion("lakeside.example")))),
        Of<ViewRetention>("orgadmin", "security/configure", _ => new()),
        Of<PreviewRetention>("orgadmin", "security/configure", t => new(90, [new(t["sales"], null)])),
        Of<EditRetention>("orgadmin", "security/configure", _ => new(null, [])),
        Of<ViewRecorderHosts>("orgadmin", "security/configure", _ => new()),
        Of<PreviewRecorderHosts>("orgadmin", "security/configure", _ => new(["rec.example"])),
        Of<EditRecorderHosts>("orgadmin", "security/configure", _ => new(["rec.example"])),
        Of<TestExclusions>("orgadmin", "security/configure", _ => new(["rosa@lakeside.example"])),
    ];

    private static async Task<Guid> Searched(Town town) => town.Call("search", (await town.Do("default", new SaveSearch("Price", new("price"), true))).Id);

    /// <summary>A call of <c>default</c>, who is in the sales team.</summary>
    public static Task<Guid> Push(Town town) => Push(town, null);

    private static async Task<Guid> Push(Town town, string? sensitive)
    {
        await ReadyOwner(town);
        var pushed = await town.Do("recorder", new IngestCall(Prepared(town, "first") with { Sensitive = sensitive }));
        return town.Call("call", pushed.Call!.Value);
    }

    private static async Task ReadyOwner(Town town)
    {
        await town.Accept("default");
        await town.Do("orgadmin", new GiveSeat(town["default"]));
    }

    private static async Task Opened(Town town)
    {
        await Push(town);
        await town.Do("orgadmin", new TroubleshootCall(town["call"], "The summary did not arrive in the channel."));
    }

    /// <summary>The call, opened by <c>orgadmin</c>, with <c>support</c> let look at it for an hour.</summary>
    public static async Task Supported(Town town)
    {
        await Opened(town);
        town.Call("access", await town.Do("orgadmin", new GiveSupportAccess(town["call"], "support@usher.example", town.Now.AddHours(1), "The summary is empty.")));
    }

    private static async Task Commented(Town town)
    {
        await Push(town);
        town.Call("comment", (await town.Do("default", new AddComment(town["call"], "The price is the point.", []))).Id);
    }

    private static async Task Shared(Town town)
    {
        await Push(town);
        await town.Do("default", new ShareCall(town["call"], "subject@harbor.example", town.Now.AddDays(1)));
    }

    /// <summary>A call of <c>default</c>, read and screened.</summary>
    public static PreparedCall Prepared(Town town, string id)
    {
        var file = TranscriptReader.Read(Encoding.UTF8.GetBytes("Rosa: The price is too high.\nAna: You get the new offer by Friday."), null, TranscriptLimits.Default).File!;
        return PreparedCall.Of(file, new() { RecorderId = id, Host = "default@harbor.example", Start = town.Now }, town.Now, default).Value!;
    }
}
