using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;

namespace Usher.Delivery.Slack;

/// <summary>
/// A question asked in Slack, until it is answered, and where the answer is. One for each message: Slack sends the same one up to eleven
/// times.
/// </summary>
public sealed class SlackQuestion : ICustomerOwned, IUnlocked
{
    /// <summary>The question's id; also what the answer carries, so that it is found before a repeat.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The conversation in Slack.</summary>
    public required string Conversation { get; init; }

    /// <summary>The timestamp of the message, which is its id there.</summary>
    public required string Message { get; init; }

    /// <summary>The message that begins its thread; null: it is in none.</summary>
    public string? Thread { get; init; }

    /// <summary>Whether it was asked alone, in a direct message.</summary>
    public required bool IsDirect { get; init; }

    /// <summary>Who asks: their id in Slack.</summary>
    public required string Asker { get; init; }

    /// <summary>The question; null once it is answered: what was asked is kept no longer.</summary>
    public string? Text { get; set; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When posting an answer was first begun: from there on a repeat looks for it.</summary>
    public DateTimeOffset? FirstTried { get; set; }

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
