using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Delivery.Slack;

/// <summary>Where the answer to a question goes, and so who reads it.</summary>
public enum SlackReply
{
    /// <summary>To the channel, below the question or the note: everyone there reads it.</summary>
    Channel,

    /// <summary>To the direct message that it was asked in.</summary>
    Direct,

    /// <summary>To the asker's direct messages, wherever it was asked.</summary>
    Alone,

    /// <summary>Shown to the asker for a while where they asked; where that is not possible, as a direct message.</summary>
    Shown,
}

/// <summary>
/// A question that was asked in Slack: once for each message, window or command, however often it is sent to us. Its text is kept until it
/// is answered, and no longer; the ids of the calls that the answer quotes are kept while it is there, so that it can be taken back.
/// </summary>
public sealed class SlackQuestion : ICustomerOwned, IUnlocked
{
    /// <summary>The question's id; also what the answer carries, so that it is found before a repeat.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The conversation in Slack where it was asked.</summary>
    public required string Conversation { get; init; }

    /// <summary>The timestamp of the message that asked, the id of the window, or the command's trigger.</summary>
    public required string Message { get; init; }

    /// <summary>The message that begins its thread; null: it is in none.</summary>
    public string? Thread { get; init; }

    /// <summary>Where the answer goes.</summary>
    public required SlackReply Reply { get; init; }

    /// <summary>Who asks: their id in Slack.</summary>
    public required string Asker { get; init; }

    /// <summary>The question; null once it is answered: what was asked is kept no longer.</summary>
    public string? Text { get; set; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When posting an answer was first begun: from there on a repeat looks for it.</summary>
    public DateTimeOffset? FirstTried { get; set; }

    /// <summary>When posting was last begun of which nobody knows what became.</summary>
    public DateTimeOffset? LastTried { get; set; }

    /// <summary>The conversation that the answer is in; null: there is none.</summary>
    public string? AnsweredIn { get; set; }

    /// <summary>The timestamp of the answer, while it is there; null: there is none.</summary>
    public string? Answer { get; set; }

    /// <summary>What the answer quotes, as <see cref="QuotedCall"/> writes it; null: nothing.</summary>
    public string? Quoted { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SlackQuestion>
    {
        public void Configure(EntityTypeBuilder<SlackQuestion> question)
        {
            question.ToTable("slack_questions").HasKey(q => q.Id);
            question.HasIndex(q => new { q.CustomerId, q.Conversation, q.Message }).IsUnique();
            question.HasIndex(q => new { q.CustomerId, q.At });
            question.HasIndex(q => new { q.CustomerId, q.Asker }).HasFilter("text IS NOT NULL");
        }
    }
}
