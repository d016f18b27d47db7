using System.Globalization;

namespace Usher.Platform;

/// <summary>
/// The culture that a process of Usher writes and reads by: the invariant one, whatever the host's language is. Where a person's language
/// counts, as in the order of names, it is passed by hand.
/// </summary>
public static class ProcessCulture
{
    /// <summary>Makes it the culture of this thread and of all that come. A process does so before anything else.</summary>
    public static void Set()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }
}
