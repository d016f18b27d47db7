namespace Usher.Access;

/// <summary>What decided: the law's rule or cell, as a code. Allowed ones come first.</summary>
public enum Ground
{
    /// <summary>Nothing was decided yet: refused.</summary>
    None,

    /// <summary>Allowed by a role's cell in the table.</summary>
    Role,

    /// <summary>Allowed by a custom role's picked app (rule 5).</summary>
    CustomRole,

    /// <summary>Allowed because it is one's own.</summary>
    Self,

    /// <summary>Allowed as the call's owner (rule 12).</summary>
    Owner,

    /// <summary>Allowed because the call was shared (rule 12).</summary>
    Shared,

    /// <summary>Allowed through a team of the call (rule 12).</summary>
    Team,

    /// <summary>Allowed through a private channel the call was delivered to (rule 12).</summary>
    Channel,

    /// <summary>Allowed because it was opened to troubleshoot (rule 13).</summary>
    Opened,

    /// <summary>Allowed to a member of staff for a while by an Organization Admin (rule 14).</summary>
    SupportAccess,

    /// <summary>Allowed by the scope of a machine (rule 17).</summary>
    Scope,

    /// <summary>Allowed to the Platform Team on the host.</summary>
    Platform,

    /// <summary>Refused: no such customer, thing, or not of that customer; or a call that may not be seen.</summary>
    Missing,

    /// <summary>Refused: another customer.</summary>
    OtherCustomer,

    /// <summary>Refused: the customer is closed.</summary>
    Closed,

    /// <summary>Refused: deactivated (rule 6).</summary>
    Deactivated,

    /// <summary>Refused: no role has a cell for it.</summary>
    NoRole,

    /// <summary>Refused: the tenant is not assigned.</summary>
    TenantNotAssigned,

    /// <summary>Refused: the app is on none of the custom roles.</summary>
    AppNotPicked,

    /// <summary>Refused: the grant does not name the team.</summary>
    OutsideScope,

    /// <summary>Refused: only one's own.</summary>
    NotOwn,

    /// <summary>Refused: nobody does this to themselves (rules 3, 10, 11).</summary>
    Oneself,

    /// <summary>Refused: the person holds a level that this one does not handle (rule 10).</summary>
    LevelAbove,

    /// <summary>Refused: the Insights app is active in no tenant.</summary>
    InsightsInactive,

    /// <summary>Refused: staff have no part in Insights (rule 14).</summary>
    StaffInInsights,

    /// <summary>Refused: the call is held (rule 19).</summary>
    Held,

    /// <summary>Refused: the whole transcript is not for everyone who sees the call (rule 12).</summary>
    TranscriptAudience,

    /// <summary>Refused: the key does not carry the permission (rules 17, 25).</summary>
    KeyLimit,

    /// <summary>Refused: the person accountable for the machine is not active (rule 17).</summary>
    OwnerInactive,

    /// <summary>Refused: the app's own integration user is owned by somebody who may not own it (any more): no Customer Admin.</summary>
    OwnerNotCustomerAdmin,

    /// <summary>Refused: no Organization Admin has approved the integration (rule 18).</summary>
    NotApproved,
}

/// <summary>Yes or no, and what decided.</summary>
/// <param name="Allowed">The answer.</param>
/// <param name="Ground">What decided it.</param>
public readonly record struct Decision(bool Allowed, Ground Ground)
{
    /// <summary>Refused in a way that must look like a thing that does not exist.</summary>
    public bool Hidden => Ground is Ground.Missing or Ground.OtherCustomer;

    internal static Decision Yes(Ground ground) => new(true, ground);

    internal static Decision No(Ground ground) => new(false, ground);
}
