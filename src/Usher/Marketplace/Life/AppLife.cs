using Usher.Directory;

namespace Usher.Marketplace;

/// <summary>A step in an app's life in one tenant, as the law names it.</summary>
public enum AppAct
{
    /// <summary>Asking for it.</summary>
    Request,

    /// <summary>Approving the request.</summary>
    Approve,

    /// <summary>Declining the request, with a reason.</summary>
    Decline,

    /// <summary>Making it available again.</summary>
    Remove,

    /// <summary>Configuring it.</summary>
    Configure,

    /// <summary>Switching it off, its configuration kept.</summary>
    Disable,

    /// <summary>Switching it on again.</summary>
    Enable,
}

/// <summary>
/// An app's life in one tenant: the law's table of states and steps. What has no line is not possible. To the law it adds one line:
/// who was declined may ask again, with something new to say.
/// </summary>
public static class AppLife
{
    private static readonly (AppState? From, AppAct Step, AppState? To)[] Table =
    [
        (null, AppAct.Request, AppState.Requested),
        (AppState.Requested, AppAct.Approve, AppState.Approved),
        (AppState.Requested, AppAct.Decline, AppState.Declined),
        (AppState.Declined, AppAct.Request, AppState.Requested),
        (AppState.Declined, AppAct.Remove, null),
        (AppState.Approved, AppAct.Configure, AppState.Active),
        (AppState.Approved, AppAct.Remove, null),
        (AppState.Active, AppAct.Configure, AppState.Active),
        (AppState.Active, AppAct.Disable, AppState.Disabled),
        (AppState.Disabled, AppAct.Configure, AppState.Disabled),
        (AppState.Disabled, AppAct.Enable, AppState.Active),
    ];

    /// <summary>Whether a step is possible.</summary>
    /// <param name="from">The state it is in; null: available.</param>
    /// <param name="step">The step.</param>
    public static bool IsPossible(AppState? from, AppAct step) => Table.Any(line => line.From == from && line.Step == step);

    /// <summary>The state after a step that is possible; null: available.</summary>
    /// <param name="from">The state it is in; null: available.</param>
    /// <param name="step">The step.</param>
    public static AppState? After(AppState? from, AppAct step) => Table.First(line => line.From == from && line.Step == step).To;
}
