using Usher.Access;
using Usher.Platform;

namespace Usher.Identity;

/// <summary>The pages about oneself.</summary>
internal sealed class IdentityPages : IPages
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, May May)> Pages(Work work, Target here) => [("today", May.Yes), ("profile", May.Yes)];
}

/// <summary>What people read about their own sign-in.</summary>
public sealed class IdentityNotices : INotices
{
    /// <summary>Their password.</summary>
    public const string Password = "password";

    /// <inheritdoc/>
    public IEnumerable<Notice> Kinds =>
    [
        new(Password, "Your password was changed, and your other sessions have ended. Your personal keys still work. " +
            "If this wasn't you, reset your password now and revoke your keys.") { IsGrave = true },
    ];
}
