using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Directory;

namespace Usher.Delivery;

/// <summary>Where a call is delivered to.</summary>
public enum DeliveryTo
{
    /// <summary>A direct message to the owner.</summary>
    Owner,

    /// <summary>A team's bound private channel.</summary>
    Channel,

    /// <summary>Not sent: the call is held.</summary>
    Nobody,
}

/// <summary>The state of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>To be sent.</summary>
    Due,

    /// <summary>Sent.</summary>
    Sent,

    /// <summary>Not sent, and why; a person may have it tried again.</summary>
    Failed,

    /// <summary>The call is held (rule 19).</summary>
    Held,

    /// <summary>It was posted, and somebody who may not see the call could have read it; it is posted again once nobody can.</summary>
    Withdrawn,
}

/// <summary>
/// The delivery of a call to one destination. Whoever looks after deliveries knows it by its own id and the call's opaque id.
/// </summary>
public sealed class CallDelivery : ICustomerOwned, IUnlocked
{
    /// <summary>The delivery's id; also what a posted message carries, so that it is found before a repeat.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>The team whose destination it is; null: of no team, looked after by those who look after all.</summary>
    public Guid? TeamId { get; init; }

    /// <summary>Where to.</summary>
    public required DeliveryTo To { get; init; }

    /// <summary>The channel's id, the owner's, or for what is held the team's.</summary>
    public required Guid DestinationId { get; init; }

    /// <summary>Its state.</summary>
    public required DeliveryState State { get; set; }

    /// <summary>Why it failed, waits or is held: a code of <see cref="DeliveryReason"/>, or the class of what is sensitive.</summary>
    public string? Reason { get; set; }

    /// <summary>How often posting was begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When posting was first begun: from there on a repeat looks for the message.</summary>
    public DateTimeOffset? FirstTried { get; set; }

    /// <summary>When posting was last begun of which nobody knows what became: until it can land no more, nothing is looked for.</summary>
    public DateTimeOffset? LastTried { get; set; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The conversation in Slack that the message is in.</summary>
    public string? SlackConversation { get; set; }

    /// <summary>The message's timestamp, which is its id there.</summary>
    public string? SlackMessage { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<CallDelivery>
    {
        public void Configure(EntityTypeBuilder<CallDelivery> delivery)
        {
            delivery.ToTable("call_deliveries").HasKey(d => d.Id);
            delivery.HasIndex(d => new { d.CustomerId, d.CallId, d.To, d.DestinationId }).IsUnique();
            delivery.HasIndex(d => new { d.CustomerId, d.State, d.Id });
            delivery.HasIndex(d => new { d.CustomerId, d.DestinationId, d.State, d.Id });
        }
    }
}

/// <summary>Why a delivery was not made, and what people read. None of it names a person or says what the call is about.</summary>
public static class DeliveryReason
{
    /// <summary>The organization is not connected.</summary>
    public const string NotConnected = "not-connected";

    /// <summary>The owner has no account in the workspace under their address.</summary>
    public const string OwnerNotInSlack = "owner-not-in-slack";

    /// <summary>The channel is no longer connected to a team of the call.</summary>
    public const string ChannelNotBound = "channel-not-bound";

    /// <summary>Slack does not answer as it should.</summary>
    public const string SlackUnreachable = "slack-unreachable";

    /// <summary>Slack asks to wait.</summary>
    public const string SlackBusy = "slack-busy";

    /// <summary>Something else than Slack went wrong.</summary>
    public const string Fault = "fault";

    /// <summary>There is so much in the conversation that it cannot be known whether the note is: a person decides.</summary>
    public const string Uncertain = "slack:history_too_long";

    /// <summary>What Slack itself refuses begins so; its own code follows.</summary>
    public const string SlackRefused = "slack:";

    private static readonly FrozenDictionary<string, ChannelProblem> Problems =
        Enum.GetValues<ChannelProblem>().ToFrozenDictionary(Of, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> Sentences = new(StringComparer.Ordinal)
    {
        [NotConnected] = "The organization is not connected to Slack.",
        [OwnerNotInSlack] = "The owner's verified e-mail address has no full account in the Slack workspace.",
        [ChannelNotBound] = "The channel is no longer connected to a team of the call.",
        [SlackUnreachable] = "Slack does not answer, or its answer is not valid.",
        [SlackBusy] = "Slack asks to wait before the next post.",
        [Uncertain] = "It is uncertain whether the notification arrived: too much was posted there since. Look in Slack; a retry posts it again.",
        [Fault] = "Usher failed. See the server's log.",
    };

    /// <summary>What stands in the way of posting to a channel: <c>channel-has-guest</c>.</summary>
    public static string Of(ChannelProblem problem) => $"channel-{JsonNamingPolicy.KebabCaseLower.ConvertName($"{problem}")}";

    /// <summary>The reasons that end when the channel is right again.</summary>
    internal static string[] OfChannels { get; } = [.. Enum.GetValues<ChannelProblem>().Select(Of)];

    /// <summary>Whether it is one of these; otherwise it is a word of the code.</summary>
    internal static bool IsKnown(string reason) =>
        Sentences.ContainsKey(reason) || Problems.ContainsKey(reason) || reason.StartsWith(SlackRefused, StringComparison.Ordinal);

    /// <summary>The sentence for a reason.</summary>
    public static string Sentence(string? reason) => reason is null ? ""
        : Sentences.TryGetValue(reason, out var sentence) ? sentence
        : Problems.TryGetValue(reason, out var problem) ? problem.Sentence
        : reason.StartsWith(SlackRefused, StringComparison.Ordinal) ? $"Slack refused: {reason[SlackRefused.Length..]}."
        : $"The call is held: {reason}.";
}
