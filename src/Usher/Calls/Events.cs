using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>A call was stored, or released by its owner: those who may see it are to know.</summary>
public sealed record CallStored(Guid Call) : IEvent;

/// <summary>A call looked sensitive and is held: its owner is to know, and nobody else (rule 19).</summary>
public sealed record CallHeld(Guid Call) : IEvent;

/// <summary>The owner lets a colleague see a call.</summary>
public sealed record CallShared(Guid Call, Guid With) : IEvent;

/// <summary>A call was opened to troubleshoot: its owner is to know who opened it and why (rule 13).</summary>
public sealed record CallOpened(Guid Call, Guid Opening) : IEvent;

/// <summary>Somebody commented on a call: its owner is to know.</summary>
public sealed record CallCommented(Guid Call, Guid Comment) : IEvent;

/// <summary>Somebody is mentioned in a comment, for the first time: they are to know, if they see the call.</summary>
public sealed record CommentMentions(Guid Call, Guid Comment, Guid User) : IEvent;

/// <summary>A comment is gone.</summary>
public sealed record CommentDeleted(Guid Call, Guid Comment) : IEvent;

/// <summary>A call and all its content are gone.</summary>
public sealed record CallDeleted(Guid Call) : IEvent;

/// <summary>The owner lets a colleague see a call no more.</summary>
public sealed record SharingStopped(Guid Call) : IEvent;
