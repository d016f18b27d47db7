using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Usher.Data;
using Usher.Platform;

namespace Usher.Delivery.Inbox;

/// <summary>What a note is about.</summary>
public enum NoteKind
{
    /// <summary>A call came that its reader sees.</summary>
    Call,

    /// <summary>One's own call is held: release or delete it.</summary>
    Held,

    /// <summary>A colleague shared a call.</summary>
    Shared,

    /// <summary>One's own call was opened to troubleshoot.</summary>
    Opened,

    /// <summary>Somebody commented on one's own call, or mentioned one in a comment.</summary>
    Comment,

    /// <summary>A saved search found a new call.</summary>
    Search,

    /// <summary>One's access changed, or something about access waits.</summary>
    Access,
}

/// <summary>A note in somebody's inbox. A call's title is not in it: it is read with the note, while its reader sees the call.</summary>
public sealed class Note : ICustomerOwned, IUnlocked, IHeardBy
{
    /// <summary>The note's id; grows with time.</summary>
    public required Guid Id { get; init; }

    /// <inheritdoc/>
    public Guid CustomerId { get; init; }

    /// <summary>Whose inbox it is in.</summary>
    public required Guid UserId { get; init; }

    /// <summary>What it is about.</summary>
    public required NoteKind Kind { get; init; }

    /// <summary>The call it is about; null: none.</summary>
    public Guid? CallId { get; init; }

    /// <summary>What it says besides the call's title; null: nothing.</summary>
    public string? Text { get; init; }

    /// <summary>Of what kind of news it is, the name of a <see cref="Notice"/>; null: of calls.</summary>
    public string? News { get; init; }

    /// <summary>The thing that the news are about, such as a request or a comment; null: the reader themselves.</summary>
    public Guid? About { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was read; null: not yet.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <inheritdoc/>
    public (Guid Listener, Heard What)? HeardBy(EntityState change) => (UserId, Heard.Inbox);

    internal sealed class Configuration : IEntityTypeConfiguration<Note>
    {
        public void Configure(EntityTypeBuilder<Note> note)
        {
            note.ToTable("notes").HasKey(n => n.Id);
            note.HasIndex(n => new { n.CustomerId, n.UserId, n.Id });
            note.HasIndex(n => new { n.CustomerId, n.UserId, n.ReadAt });
            note.HasIndex(n => new { n.CustomerId, n.CallId });
        }
    }
}
