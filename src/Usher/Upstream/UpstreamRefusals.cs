using System.Collections.Frozen;
using Usher.Access;
using Usher.Directory;

namespace Usher.Upstream;

/// <summary>No customer has the tenant.</summary>
public sealed record TenantOfNobody()
    : Refusal("No customer has this tenant. The report is processed once staff link it to one.");

/// <summary>The customer who has the tenant is closed.</summary>
public sealed record TenantOfClosedCustomer() : Refusal("The customer who has this tenant is closed. The report is processed once the customer is open again.");

/// <summary>The user is deactivated: signing in upstream does not make them active again (rules 1 and 6).</summary>
public sealed record SignInOfDeactivated()
    : Refusal("This user is deactivated and stays so until somebody reactivates them in Usher.");

/// <summary>A time that has not come yet.</summary>
public sealed record ReportFromFuture() : Refusal("The time is more than 5 minutes ahead. Check the clock of the product.");

/// <summary>A part of the report is not valid.</summary>
/// <param name="Part">Which.</param>
public sealed record ReportUnreadable(string Part) : Refusal($"The {Part} is missing or invalid.");

/// <summary>Another report had this id.</summary>
public sealed record ReportIdReused() : Refusal("Another report of this product had this id. Give each its own.");

/// <summary>The database was busy with other changes of the same people.</summary>
public sealed record ReportNotSettled() : Refusal("This report met other changes and was not settled. Send it again.");

/// <summary>Only the vendor's people decide what was held.</summary>
public sealed record StaffDecideHeld() : Refusal("Only the vendor's support can decide about deactivations that are held.");

/// <summary>None of these waits any more.</summary>
public sealed record NothingHeld() : Refusal("None of these deactivations is held any more.");

/// <summary>The sentences of refusals that are kept with reports.</summary>
internal static class UpstreamRefusals
{
    private static readonly FrozenDictionary<string, string> Sentences = new Refusal[]
    {
        new TenantOfNobody(), new TenantOfClosedCustomer(), new SignInOfDeactivated(), new ReportFromFuture(), new ReportIdReused(),
        new AddressCannotBeUser(), new ReportUnreadable("report or a part of it"),
    }.ToFrozenDictionary(refusal => refusal.Code, refusal => refusal.Sentence, StringComparer.Ordinal);

    /// <summary>The sentence of a refusal by its code; null: none.</summary>
    public static string? Sentence(string? code) => code is null ? null : Sentences.GetValueOrDefault(code, "It was refused.");
}
