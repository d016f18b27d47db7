using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>What became of a message to an app.</summary>
public enum MessageState
{
    /// <summary>It is sent, now or again later.</summary>
    Due,

    /// <summary>The app's server has it.</summary>
    Sent,

    /// <summary>It was tried for hours and given up: it can be sent again.</summary>
    Failed,
}

/// <summary>One message to an app. Its id is that of the event and of every attempt: by it the app knows a repeat.</summary>
public sealed class WebhookMessage : ICustomerOwned, IUnlocked
{
    /// <summary>How long it is kept.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The message's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The app's integration user, whose webhook it goes to.</summary>
    public required Guid IntegrationUserId { get; init; }

    /// <summary>What happened, as CloudEvents' <c>type</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The tenant, by slug; null: it is about none.</summary>
    public string? Tenant { get; init; }

    /// <summary>What is said of it, as JSON: no secret, nothing of a configuration.</summary>
    public required string Data { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What became of it.</summary>
    public MessageState State { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }

    /// <summary>Why the last attempt failed: a code; null: it did not, or there was none.</summary>
    public string? Reason { get; set; }

    /// <summary>When the app's server had it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<WebhookMessage>
    {
        public void Configure(EntityTypeBuilder<WebhookMessage> message)
        {
            message.ToTable("webhook_messages").HasKey(m => m.Id);
            message.HasIndex(m => new { m.CustomerId, m.IntegrationUserId, m.Id });
            message.HasIndex(m => m.At);
        }
    }
}

/// <summary>Forgets messages that are a month old.</summary>
internal sealed class KeptMessages : IForget
{
    /// <inheritdoc/>
    public Task Forget(UsherDb db, DateTimeOffset now, CancellationToken ct)
    {
        var before = now - WebhookMessage.Kept;
        return db.Set<WebhookMessage>().IgnoreQueryFilters().Where(m => m.At < before).ExecuteDeleteAsync(ct);
    }
}

/// <summary>The messages to an app, the newest first.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="State">Only those; null: all.</param>
public sealed record ListWebhookMessages(string App, MessageState? State = null) : Listing<IntegrationUser, Page<MessageView>>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override Task<Found<IntegrationUser>?> Find(Work work) => MachineOfApp.Find(work, App);

    /// <inheritdoc/>
    public override async Task<Page<MessageView>> Run(Work work, IntegrationUser found)
    {
        var messages = work.Db.Set<WebhookMessage>().Where(m => m.IntegrationUserId == found.Id);
        if (State is { } state) messages = messages.Where(m => m.State == state);
        if (After(work) is { Id: var last }) messages = messages.Where(m => m.Id < last);
        var rows = await messages.OrderByDescending(m => m.Id).Take(Page<MessageView>.Size + 1).ToListAsync();
        return Part(work, rows, row => new("", row.Id)).Show(row => new MessageView(
            row.Id, row.Type, row.Tenant, row.At, row.State, row.Attempts, row.Reason, MessageReason.Sentence(row.Reason)));
    }
}

/// <summary>Sends a message that was given up, or that the app's server had, once more: under the same id.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Message">Which.</param>
public sealed record ReplayWebhookMessage(string App, Guid Message) : Change<WebhookMessage, Nothing>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppIntegrationUserManage;

    /// <inheritdoc/>
    public override async Task<Found<WebhookMessage>?> Find(Work work) =>
        await MachineOfApp.Find(work, App) is { Target: var target, Thing.Id: var machine }
        && await work.Db.Set<WebhookMessage>().FirstOrDefaultAsync(m => m.Id == Message && m.IntegrationUserId == machine) is { } message
            ? new(target, message)
            : null;

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, WebhookMessage found) =>
        Task.FromResult<Refusal?>(found.State == MessageState.Due ? new MessageOnItsWay() : null);

    /// <inheritdoc/>
    public override Task<Nothing> Run(Work work, WebhookMessage found)
    {
        (found.State, found.Reason) = (MessageState.Due, null);
        work.Concerns(found.IntegrationUserId);
        work.Enqueue(new SendWebhookMessage(Message));
        return Task.FromResult(Nothing.Value);
    }
}

/// <summary>A message is on its way already.</summary>
public sealed record MessageOnItsWay() : Refusal("This message is still being sent. It is tried again by itself.");

/// <summary>A message to an app.</summary>
/// <param name="Id">Its id, which the app sees too.</param>
/// <param name="Type">What happened.</param>
/// <param name="Tenant">The tenant, by slug; null: it is about none.</param>
/// <param name="At">When it happened.</param>
/// <param name="State">What became of it.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Reason">Why the last attempt failed, as a code; null: it did not.</param>
/// <param name="Sentence">The same in words; null: it did not.</param>
public sealed record MessageView(
    Guid Id, string Type, string? Tenant, DateTimeOffset At, MessageState State, int Attempts, string? Reason, string? Sentence);

/// <summary>Why an attempt failed: codes and their words.</summary>
internal static class MessageReason
{
    /// <summary>There is no webhook any more, or the app's server wants none.</summary>
    public const string None = "no-webhook";

    /// <summary>The host is inside a private address range, or there is none of that name.</summary>
    public const string Host = "host-refused";

    /// <summary>It did not answer in time.</summary>
    public const string Slow = "timeout";

    /// <summary>It could not be reached.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>It answered with a page for people.</summary>
    public const string Page = "html";

    /// <summary>It sent us elsewhere.</summary>
    public const string Redirect = "redirect";

    /// <summary>The beginning of what stands for another answer: its HTTP status follows.</summary>
    public const string Status = "http-";

    /// <summary>What it says to people; null: nothing failed.</summary>
    public static string? Sentence(string? reason) => reason switch
    {
        null => null,
        None => "The app has no webhook any more.",
        Host => "Usher may not connect to this host.",
        Slow => "The app’s server took too long.",
        Unreachable => "The app’s server couldn’t be reached.",
        Page => "The app’s server answered with a web page. Check the address.",
        Redirect => "The app’s server redirects to another address. Set that address.",
        _ when reason.StartsWith(Status, StringComparison.Ordinal) => $"The app’s server answered with status {reason[Status.Length..]}.",
        _ => "Something went wrong.",
    };
}
