namespace Usher.Calls;

/// <summary>A call was stored, or released by its owner: those who may see it are to know.</summary>
public sealed record CallStored(Guid Call);

/// <summary>A call can be read with the offline summary; a model may write a better one.</summary>
public sealed record SummaryWanted(Guid Call);

/// <summary>A call looked sensitive and is held: its owner is to know, and nobody else (rule 19).</summary>
public sealed record CallHeld(Guid Call);

/// <summary>The owner lets a colleague see a call.</summary>
public sealed record CallShared(Guid Call, Guid With);

/// <summary>A call was opened to troubleshoot: its owner is to know by whom and why (rule 13).</summary>
public sealed record CallOpened(Guid Call, Guid Opening);

/// <summary>A call and all its content are gone.</summary>
public sealed record CallDeleted(Guid Call);

/// <summary>A held call is due to be deleted unless its owner has released it (rule 19).</summary>
public sealed record HeldCallExpires(Guid Call);

/// <summary>Content was erased: it is to leave the files of the database, too.</summary>
public sealed record ContentErased;
