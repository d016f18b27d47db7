using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;
using Usher.Platform.Jobs;

namespace Usher.Delivery.Slack;

/// <summary>A direct message by which somebody can decide a request for access; gone once the request is closed.</summary>
public sealed class RequestMessage : ICustomerOwned, IUnlocked
{
    /// <summary>Its id; also what the message carries, so that it is found before a repeat.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Who can decide it.</summary>
    public required Guid UserId { get; init; }

    /// <summary>When posting was first begun: from there on a repeat looks for it.</summary>
    public DateTimeOffset? FirstTried { get; set; }

    /// <summary>When posting was last begun of which nobody knows what became.</summary>
    public DateTimeOffset? LastTried { get; set; }

    /// <summary>The conversation that it is in; null: it is in none that we know of.</summary>
    public string? Conversation { get; set; }

    /// <summary>Its timestamp.</summary>
    public string? Message { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<RequestMessage>
    {
        public void Configure(EntityTypeBuilder<RequestMessage> message)
        {
            message.ToTable("request_messages").HasKey(m => m.Id);
            message.HasIndex(m => new { m.CustomerId, m.RequestId, m.UserId }).IsUnique();
        }
    }
}

/// <summary>What the buttons of such a message are for.</summary>
internal static class RequestButton
{
    /// <summary>Approves the request, as it was asked for.</summary>
    public const string Approve = "request_approve";

    /// <summary>Asks why it is declined.</summary>
    public const string Decline = "request_decline";
}

/// <summary>A request waits for somebody: they get a direct message with it, where the organization uses Slack.</summary>
public sealed class MessageDecider : IListener<AccessChanged>
{
    /// <inheritdoc/>
    public Task Do(AccessChanged job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        // Of what is told about an open request, nothing else is for somebody who decides; whether they do is judged when it is sent.
        if (job.About is not { } request || work.Snapshot is null
            || !await work.Db.AccessRequests.AnyAsync(r => r.Id == request && r.State == RequestState.Open, ct)
            || !await work.Db.Set<SlackConnection>().AnyAsync(ct)
            || await work.Db.Set<RequestMessage>().AnyAsync(m => m.RequestId == request && m.UserId == job.Subject, ct))
            return false;
        var message = new RequestMessage { Id = work.NewId(), RequestId = request, UserId = job.Subject };
        work.Db.Add(message);
        work.Enqueue(new SendRequestMessage(message.Id));
        return true;
    }, ct);
}

/// <summary>A request is closed: the messages about it say how, and have no buttons any more.</summary>
public sealed class CloseRequestMessages : IListener<RequestClosed>
{
    /// <inheritdoc/>
    public Task Do(RequestClosed job, JobRun run, CancellationToken ct) => run.FinishDerived(async work =>
    {
        foreach (var message in await work.Db.Set<RequestMessage>().Where(m => m.RequestId == job.Request).Select(m => m.Id).ToListAsync(ct))
            work.Enqueue(new SendRequestMessage(message));
        return true;
    }, ct);
}

/// <summary>Writes such a message.</summary>
internal static class RequestText
{
    /// <summary>While it waits: with buttons that decide it, or with the way to where it is decided.</summary>
    public static SlackMessage Waiting(Work work, AccessRequest request, PublicAddress console, bool hasButtons)
    {
        var asked = Asked(work, request);
        var blocks = new List<System.Text.Json.Nodes.JsonNode> { SlackText.Section(asked) };
        if (request.Note is { Length: > 0 } note) blocks.Add(SlackText.Context($"“{note}”"));
        var open = SlackText.Button("Open", new Uri($"{console.Base}/customers/{work.Customer.Facts.Slug}/access-requests"));
        blocks.Add(hasButtons
            ? SlackText.Buttons(SlackText.Button("Approve", RequestButton.Approve, request.Id, "primary"),
                SlackText.Button("Decline", RequestButton.Decline, request.Id, "danger"), open)
            : SlackText.Buttons(open));
        return SlackText.Of(asked, blocks);
    }

    /// <summary>With what came of it.</summary>
    public static SlackMessage Closed(Work work, AccessRequest? request)
    {
        if (request is null) return SlackText.Plain("This request is no longer open.");
        var by = request.DecidedBy is { } who ? $" by {PersonView.Of(work.Customer, who).Name}" : "";
        return SlackText.Plain($"{Asked(work, request)} {request.State}{by}.");
    }

    private static string Asked(Work work, AccessRequest request)
    {
        var requester = work.Customer.IntegrationUser(request.RequesterId)?.Name ?? PersonView.Of(work.Customer, request.RequesterId).Name;
        var subject = request.SubjectId == request.RequesterId ? "" : $" for {PersonView.Of(work.Customer, request.SubjectId).Name}";
        return $"{requester} requested {Wanted.Of(request).Words(work)}{subject}.";
    }
}
