using Usher.Platform;
using Usher.Salesforce;
using Usher.Web.Hosting;

namespace Usher.Web.Doctor;

/// <summary>Whether Salesforce lets Usher in, and answers.</summary>
internal static class SalesforceFindings
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Signs in and asks for one account that is not there.</summary>
    public static async Task<Finding> Of(UsherSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (settings.Salesforce is not { } salesforce) return new("salesforce", Standing.Good, "not connected: tenants are linked without it");
        using var http = new OutboundHosts(settings.PrivateHosts).Client();
        using var client = new SalesforceClient(http, salesforce, Patience, clock);
        try
        {
            await client.Accounts(["001000000000000AAA"], ct);
            return new("salesforce", Standing.Good, $"{salesforce.Url.Host}, signed in");
        }
        catch (SalesforceRefused refused)
        {
            return new("salesforce", Standing.Bad, $"{salesforce.Url.Host} answers {refused.Code}: check Salesforce__ClientId and what it signs in with");
        }
        catch (SalesforceBusy)
        {
            return new("salesforce", Standing.Warn, $"{salesforce.Url.Host} has no requests left for now");
        }
        catch (SalesforceUnreachable)
        {
            return new("salesforce", Standing.Bad, $"{salesforce.Url.Host} can't be reached; if it is in a private range, allow it with Usher__PrivateHosts");
        }
    }
}
