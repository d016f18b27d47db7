using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Calls.Comments;

/// <summary>What somebody wrote beside a call. Everyone who sees the call reads it; in the audit trail it is a salted hash.</summary>
public sealed class CallComment : ICustomerOwned
{
    /// <summary>How many UTF-16 units it may have.</summary>
    internal const int Longest = 4_000;

    /// <summary>The comment's id; grows with time.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    /// <summary>Who wrote it.</summary>
    [Audited]
    public required Guid AuthorId { get; init; }

    /// <summary>What it says: content.</summary>
    public required string Text { get; set; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was changed last; null: never.</summary>
    public DateTimeOffset? EditedAt { get; set; }

    /// <summary>The comment of a call that the actor sees; null where there is none.</summary>
    internal static async Task<Found<CallComment>?> Find(Work work, Guid call, Guid comment) =>
        await FindCalls.Seen(work, call) is { } seen
        && await work.Db.Set<CallComment>().FirstOrDefaultAsync(c => c.Id == comment && c.CallId == call) is { } found
            ? new(seen.Target, found)
            : null;

    /// <summary>
    /// The comment, which cannot be deleted before this change ends: for what is written beside the customer's lock and would stay behind
    /// otherwise.
    /// </summary>
    internal static IQueryable<CallComment> Staying(Work work, Guid comment) =>
        work.Db.Set<CallComment>().FromSql(System.Runtime.CompilerServices.FormattableStringFactory.Create(
            $"SELECT * FROM call_comments WHERE id = {{0}} {work.Store.KeepRow}", comment));

    internal sealed class Configuration : IEntityTypeConfiguration<CallComment>
    {
        public void Configure(EntityTypeBuilder<CallComment> comment)
        {
            comment.ToTable("call_comments").HasKey(c => c.Id);
            comment.HasIndex(c => new { c.CustomerId, c.CallId, c.Id });
        }
    }
}

/// <summary>Somebody is mentioned in a comment.</summary>
public sealed class CommentMention : ICustomerOwned
{
    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>The comment.</summary>
    public required Guid CommentId { get; init; }

    /// <summary>Who.</summary>
    [Audited]
    public required Guid UserId { get; init; }

    /// <summary>The call.</summary>
    public required Guid CallId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<CommentMention>
    {
        public void Configure(EntityTypeBuilder<CommentMention> mention)
        {
            mention.ToTable("comment_mentions").HasKey(m => new { m.CustomerId, m.CommentId, m.UserId });
            mention.HasIndex(m => new { m.CustomerId, m.CallId });
        }
    }
}

/// <summary>A comment as the readers of the call see it.</summary>
/// <param name="Id">The comment's id.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Edited">When it was changed last; null: never.</param>
/// <param name="Text">What it says; empty where a request is answered again.</param>
/// <param name="Mentions">Who is mentioned in it.</param>
/// <param name="Mine">Whether the reader wrote it, and so may change and delete it.</param>
public sealed record CommentView(Guid Id, PersonView By, DateTimeOffset At, DateTimeOffset? Edited, string Text,
    IReadOnlyList<PersonView> Mentions, bool Mine) : IShownOnce
{
    /// <summary>What a comment says is kept with its call alone, so that it is gone with it: a repeated request is answered without.</summary>
    public object WithoutSecret() => this with { Text = "", Mentions = [] };

    internal static CommentView Of(Work work, CallComment comment, IEnumerable<Guid> mentioned) => new(
        comment.Id, CallItems.Person(work.Customer, comment.AuthorId), comment.At, comment.EditedAt, comment.Text,
        [.. mentioned.Select(id => CallItems.Person(work.Customer, id)).OrderBy(p => p.Name, StringComparer.Ordinal)],
        comment.AuthorId == work.Actor.Id);
}

/// <summary>Somebody mentioned does not see the call, or is nobody: which of the two is not said.</summary>
public sealed record NotAReader()
    : Refusal("You can mention only people who have access to this call. Its owner can share it with others.");

/// <summary>What is written in a comment, and who is mentioned.</summary>
/// <param name="Text">In a person's own words, in as many lines as it has.</param>
/// <param name="Mentions">Who is mentioned; oneself is nobody.</param>
internal readonly record struct Written(string Text, IReadOnlyList<Guid> Mentions)
{
    private const int MostMentions = 20;

    /// <summary>The text as it is kept.</summary>
    public string? Clean => PlainText.Lines(Text, CallComment.Longest) is { Length: > 0 } text ? text : null;

    /// <summary>Who is mentioned, each once.</summary>
    public IReadOnlyList<Guid> Of(Work work) => [.. Mentions.Where(id => id != work.Actor.Id).Distinct()];

    /// <summary>Rule 22: only who sees the call can be mentioned.</summary>
    public async Task<Refusal?> Check(Work work, Guid call)
    {
        if (Clean is null) return new Invalid("/text", $"Write 1 to {CallComment.Longest:N0} characters.");
        if (Mentions.Count > MostMentions) return new Invalid("/mentions", $"Mention at most {MostMentions} people.");
        var mentioned = Of(work);
        if (mentioned.Count == 0) return null;
        var facts = (await FindCalls.Facts(work.Db, call))!;
        var readers = CallVisibility.Viewers(work.Customer, facts, work.Now).Select(v => v.Viewer.Id).ToHashSet();
        return mentioned.All(readers.Contains) ? null : new NotAReader();
    }
}
