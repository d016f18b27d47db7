namespace Usher.Governance;

/// <summary>What of somebody's access changed.</summary>
public enum AccessKind
{
    /// <summary>Being active here at all.</summary>
    Place,

    /// <summary>The role in Connect.</summary>
    ConnectRole,

    /// <summary>When the role in Connect ends.</summary>
    ConnectRoleEnd,

    /// <summary>A custom role.</summary>
    CustomRole,

    /// <summary>A tenant.</summary>
    Tenant,

    /// <summary>The level in Insights.</summary>
    Level,

    /// <summary>When the level in Insights ends.</summary>
    LevelEnd,

    /// <summary>Whether an Editor's grant names certain teams only.</summary>
    EditorOfTeams,

    /// <summary>A team that an Editor's grant names.</summary>
    EditorTeam,

    /// <summary>A membership in a team.</summary>
    Team,

    /// <summary>A seat.</summary>
    Seat,

    /// <summary>A key.</summary>
    Key,

    /// <summary>When a key ends.</summary>
    KeyEnd,

    /// <summary>What an integration user may do.</summary>
    Scopes,

    /// <summary>An integration user's approval.</summary>
    Approval,

    /// <summary>Who is accountable for an integration user.</summary>
    Owner,

    /// <summary>An app picked on a custom role.</summary>
    App,
}

/// <summary>The net change, from before the first act to after the last.</summary>
public enum AccessEffect
{
    /// <summary>More than before.</summary>
    Gained,

    /// <summary>Less than before.</summary>
    Lost,

    /// <summary>Other than before.</summary>
    Changed,

    /// <summary>Changed, and changed back.</summary>
    AsBefore,
}

/// <summary>Who or what holds access.</summary>
/// <param name="Kind">user, integration-user, custom-role, or key where nobody knows whose it was.</param>
/// <param name="Id">Their id.</param>
/// <param name="Name">What they are called now; null: they are gone.</param>
public sealed record AccessHolder(string Kind, Guid Id, string? Name);

/// <summary>An act that changed somebody's access.</summary>
/// <param name="Index">Its entry's index in the log.</param>
/// <param name="At">When.</param>
/// <param name="Act">The use case.</param>
/// <param name="By">Who acted.</param>
/// <param name="Note">Why, in their words.</param>
public sealed record AccessAct(long Index, DateTimeOffset At, string Act, string By, string? Note);

/// <summary>One thing of somebody's access that changed, once or several times: what it was before and is after all of it.</summary>
/// <param name="Holder">Whose.</param>
/// <param name="Kind">What.</param>
/// <param name="ThingId">The tenant, team, custom role, app or key; null for what everybody has one of.</param>
/// <param name="Thing">Its name; null also when it is gone.</param>
/// <param name="Before">Before the first act, in words; null: nothing.</param>
/// <param name="After">After the last act; null: nothing.</param>
/// <param name="Effect">The net change.</param>
/// <param name="Acts">The acts, newest first.</param>
public sealed record AccessChange(
    AccessHolder Holder, AccessKind Kind, Guid? ThingId, string? Thing, string? Before, string? After, AccessEffect Effect,
        IReadOnlyList<AccessAct> Acts);

/// <summary>Who gained and lost what.</summary>
/// <param name="Items">What changed, the newest act first.</param>
/// <param name="Since">From when on.</param>
/// <param name="OnlySince">When there was more than is read at once: the instant before which nothing was read; null: all was.</param>
public sealed record AccessChanges(IReadOnlyList<AccessChange> Items, DateTimeOffset Since, DateTimeOffset? OnlySince);
