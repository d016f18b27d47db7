using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Usher.Directory;
using Usher.Platform;
using Usher.Salesforce;
using Usher.Tests.Stores;

namespace Usher.Tests.Upstream;

/// <summary>
/// Salesforce's REST API on loopback, written from its documentation: OAuth 2.0 by client credentials and JWT bearer, query and queryAll, parameterized
/// search, error arrays, tokens that end, and its limits.
/// </summary>
public sealed partial class SalesforcePeer : IAsyncDisposable
{
    public const string ClientId = "3MVG9.test", Secret = "5F0C-secret", User = "usher@vendor.example";

    private readonly RSA _key = RSA.Create(2048);
    private readonly HashSet<string> _tokens = [];
    private WebApplication? _app;

    public List<AccountRecord> Accounts { get; } = [];

    /// <summary>Answers before anything else, once it is set; true: it did.</summary>
    public Func<HttpContext, Task<bool>>? Instead { get; set; }

    public int SignIns { get; private set; }

    public int Requests { get; private set; }

    /// <summary>What was asked in its query language.</summary>
    public List<string> Queries { get; } = [];

    public Uri Url { get; private set; } = null!;

    /// <summary>Another address that the sign-in names as the organization's.</summary>
    public string? Instance { get; set; }

    public string PrivateKey => _key.ExportPkcs8PrivateKeyPem();

    public static async Task<SalesforcePeer> Start()
    {
        var peer = new SalesforcePeer();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        peer._app = builder.Build();
        peer._app.Run(peer.Answer);
        await peer._app.StartAsync(TestContext.Current.CancellationToken);
        peer.Url = new Uri(peer._app.Urls.First());
        return peer;
    }

    /// <summary>A client that signs in by its secret.</summary>
    public SalesforceClient Client(TestClock clock, string secret = Secret, TimeSpan? patience = null) =>
        Client(clock, new SalesforceSettings(Url, ClientId) { ClientSecret = secret }, patience);

    public SalesforceClient Client(TestClock clock, SalesforceSettings settings, TimeSpan? patience = null) =>
        new(new OutboundHosts(["127.0.0.1"]).Client(), settings, patience ?? TimeSpan.FromSeconds(10), clock);

    /// <summary>Every token ends.</summary>
    public void EndTokens() => _tokens.Clear();

    public static Task Error(HttpContext http, int status, string code) => Write(http, status, new[] { new { message = "It was refused.", errorCode = code } });

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _key.Dispose();
    }

    private async Task Answer(HttpContext http)
    {
        Requests++;
        if (Instead is { } instead && await instead(http)) return;
        if (http.Request.Path == "/services/oauth2/token") await Token(http);
        else if (!_tokens.Contains(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal))) await Error(http, 401, "INVALID_SESSION_ID");
        else if (http.Request.Path.Value!.EndsWith("/parameterizedSearch/", StringComparison.Ordinal)) await Search(http);
        else if (http.Request.Path.Value!.EndsWith("/query/", StringComparison.Ordinal)) await Query(http, deleted: false);
        else if (http.Request.Path.Value!.EndsWith("/queryAll/", StringComparison.Ordinal)) await Query(http, deleted: true);
        else await Error(http, 404, "NOT_FOUND");
    }

    private async Task Token(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var known = form["grant_type"] == "client_credentials"
            ? form["client_id"] == ClientId && form["client_secret"] == Secret
            : form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer" && IsSigned(form["assertion"].ToString());
        if (!known)
        {
            await Write(http, 400, new { error = "invalid_client", error_description = "invalid client credentials" });
            return;
        }

        SignIns++;
        var token = $"00D!token{SignIns}";
        _tokens.Add(token);
        await Write(http, 200, new { access_token = token, instance_url = Instance ?? Url.ToString().TrimEnd('/'), token_type = "Bearer", issued_at = "0", id = "x", signature = "x" });
    }

    private bool IsSigned(string assertion)
    {
        if (assertion.Split('.') is not [var head, var claims, var signature]) return false;
        var of = JsonDocument.Parse(Base64Url.DecodeFromChars(claims)).RootElement;
        return _key.VerifyData(Encoding.ASCII.GetBytes($"{head}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            && of.GetProperty("iss").GetString() == ClientId && of.GetProperty("sub").GetString() == User && of.GetProperty("aud").GetString() == Url.GetLeftPart(UriPartial.Authority);
    }

    private Task Search(HttpContext http)
    {
        var words = http.Request.Query["q"].ToString().ToLowerInvariant().Split(' ');
        return Write(http, 200, new { searchRecords = Accounts.Where(a => !a.IsDeleted && words.All(w => a.Name.Contains(w, StringComparison.OrdinalIgnoreCase))).Select(Record) });
    }

    private async Task Query(HttpContext http, bool deleted)
    {
        var soql = http.Request.Query["q"].ToString();
        Queries.Add(soql);
        var found = Accounts.Where(account => deleted || !account.IsDeleted);
        if (Ids().Match(soql) is { Success: true } ids) found = found.Where(account => ids.Groups["ids"].Value.Contains(account.Id, StringComparison.Ordinal));
        else if (Site().Match(soql) is { Success: true } site) found = found.Where(account => account.Website?.Contains(site.Groups["site"].Value, StringComparison.OrdinalIgnoreCase) == true);
        else
        {
            await Error(http, 400, "MALFORMED_QUERY");
            return;
        }

        var records = found.Select(Record).ToList();
        await Write(http, 200, new { totalSize = records.Count, done = true, records });
    }

    private static object Record(AccountRecord account) => new
    {
        attributes = new { type = "Account", url = $"/services/data/v62.0/sobjects/Account/{account.Id}" },
        account.Id, account.Name, account.Website, BillingCountry = account.Country, BillingCity = account.City, account.IsDeleted, account.MasterRecordId,
    };

    private static Task Write(HttpContext http, int status, object body)
    {
        http.Response.StatusCode = status;
        http.Response.Headers["Sforce-Limit-Info"] = "api-usage=18/5000";
        return http.Response.WriteAsJsonAsync(body, new JsonSerializerOptions());
    }

    [GeneratedRegex(@"^SELECT [\w, ]+ FROM Account WHERE Id IN \((?<ids>'[A-Za-z0-9]{18}'(,'[A-Za-z0-9]{18}')*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex(@"^SELECT [\w, ]+ FROM Account WHERE Website LIKE '%(?<site>[^'%]+)%' ORDER BY Name LIMIT \d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Site();
}
