using System.Globalization;
using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Who changed what of somebody's access, in the sentence that they read in their inbox and by e-mail (rules 10, 21).</summary>
internal static class NoticeWords
{
    /// <summary>How long before it takes effect something is announced (rules 11, 21).</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>An instant in a sentence.</summary>
    public static string At(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.ToUniversalTime():d MMMM yyyy, HH:mm} UTC");

    extension(Work work)
    {
        /// <summary>A level was given or removed.</summary>
        /// <param name="before">The level they had until now.</param>
        /// <param name="level">The level from now on.</param>
        /// <param name="teams">For an Editor the teams; null: the whole organization.</param>
        /// <param name="until">When it ends; null: it does not.</param>
        internal string LevelWords(InsightsRole before, InsightsRole level, IReadOnlyList<Guid>? teams, DateTimeOffset? until) =>
            work.RoleWords("level", Roles.Column(before), Roles.Column(level), Role.DefaultUser, teams, until);

        /// <summary>A role in Connect was given or removed.</summary>
        /// <param name="before">The role they had until now.</param>
        /// <param name="role">The role from now on.</param>
        /// <param name="until">When it ends; null: it does not.</param>
        internal string ConnectWords(ConnectRole before, ConnectRole role, DateTimeOffset? until) =>
            work.RoleWords("role", Roles.Column(before), Roles.Column(role), Role.User, null, until);

        /// <summary>Some of several were given, some removed; null when it came to nothing.</summary>
        /// <param name="kind">What one of them is called.</param>
        /// <param name="given">Those that they have from now on.</param>
        /// <param name="removed">Those that they have no longer.</param>
        internal string? SetWords(string kind, IEnumerable<INamed> given, IEnumerable<INamed> removed)
        {
            var (more, less) = (Listed(kind, ThingView.Of(work, given)), Listed(kind, ThingView.Of(work, removed)));
            return (more, less) switch
            {
                (null, null) => null,
                (null, _) => $"{work.Speaker} removed your {less}.",
                (_, null) => $"{work.Speaker} gave you the {more}.",
                _ => $"{work.Speaker} gave you the {more} and removed your {less}.",
            };
        }

        /// <summary>Apps were picked on a custom role, or are no longer.</summary>
        /// <param name="role">What the role is called.</param>
        /// <param name="added">Those that it lets its people configure from now on.</param>
        /// <param name="removed">Those that it does no longer.</param>
        internal string AppsWords(string role, IEnumerable<INamed> added, IEnumerable<INamed> removed)
        {
            var (more, less) = (Listed("app", ThingView.Of(work, added)), Listed("app", ThingView.Of(work, removed)));
            return (more, less) switch
            {
                (null, _) => $"{work.Speaker} removed the {less} from your custom role {role}.",
                (_, null) => $"{work.Speaker} added the {more} to your custom role {role}.",
                _ => $"{work.Speaker} added the {more} to your custom role {role} and removed the {less}.",
            };
        }

        private string RoleWords(string kind, Role before, Role now, Role lowest, IReadOnlyList<Guid>? teams, DateTimeOffset? until)
        {
            if (now == lowest && before == lowest) return $"{work.Speaker} set your {kind} to {Roles.Name(now)}.";
            if (now == lowest) return $"{work.Speaker} removed your {kind} {Roles.Name(before)}: you're now {Roles.WithArticle(now)}.";
            var instead = before == lowest || before == now ? "" : $" instead of {Roles.Name(before)}";
            var names = work.Customer.Facts.Teams.Where(team => teams?.Contains(team.Id) == true);
            var named = teams is null ? "" : $" for {string.Join(", ", ThingView.Of(work, names).Select(team => team.Name))}";
            var end = until is { } then ? $" until {At(then)}" : "";
            return $"{work.Speaker} gave you the {kind} {Roles.Name(now)}{instead}{named}{end}.";
        }
    }

    private static string? Listed(string kind, IReadOnlyList<ThingView> things) => things.Count switch
    {
        0 => null,
        1 => $"{kind} {things[0].Name}",
        _ => $"{kind}s {string.Join(", ", things.Take(things.Count - 1).Select(thing => thing.Name))} and {things[^1].Name}",
    };
}
