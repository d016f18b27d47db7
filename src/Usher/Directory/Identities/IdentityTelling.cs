using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Who is notified of a change of an identity (rule 26): whose it is, who changed it, and the Organization Admins.</summary>
internal static class IdentityTelling
{
    extension(UserIdentity identity)
    {
        /// <summary>Notifies them.</summary>
        /// <param name="work">The act.</param>
        /// <param name="toHolder">What the person reads, even where they did it themselves: somebody else may have, in their name.</param>
        /// <param name="toOthers">What the Organization Admins read.</param>
        internal void TellOf(Work work, string toHolder, string toOthers)
        {
            work.Tell(identity.UserId, DirectoryNotices.Identity, null, toHolder.Capitalized());
            work.TellThose(user => user.Id != identity.UserId && user.InsightsRole(work.Now) == InsightsRole.OrganizationAdmin, DirectoryNotices.Identity,
                identity.UserId, toOthers.Capitalized());
        }
    }

    extension(string sentence)
    {
        /// <summary>The sentence with a capital letter at its beginning.</summary>
        internal string Capitalized() => $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}";
    }
}
