using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly;
using Polly.Retry;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Salesforce;

/// <summary>
/// The real client: Salesforce's REST API. It only reads, so what fails on the way is repeated twice. A token that is refused is asked for again
/// once. When Salesforce has no requests left, or asks to wait, it is left alone until then.
/// </summary>
public sealed class SalesforceClient : ISalesforce, IDisposable
{
    private const string Version = "/services/data/v62.0";
    private const int Most = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Its limit counts the last 24 hours: some of it is free again before long.</summary>
    private static readonly TimeSpan Exhausted = TimeSpan.FromMinutes(15);

    private readonly HttpClient _http;
    private readonly SalesforceSignIn _signIn;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _again;
    private long _waitsUntil;

    /// <summary>A client.</summary>
    /// <param name="http">Sends to hosts that <see cref="Platform.OutboundHosts"/> lets through.</param>
    /// <param name="settings">Who signs in.</param>
    /// <param name="patience">How long one request may take.</param>
    /// <param name="clock">The server's time.</param>
    public SalesforceClient(HttpClient http, SalesforceSettings settings, TimeSpan patience, TimeProvider clock)
    {
        (_http, _signIn, _clock) = (http, new(http, settings, clock), clock);
        _again = new ResiliencePipelineBuilder()
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                ShouldHandle = new PredicateBuilder().Handle<SalesforceUnreachable>(),
            })
            .AddTimeout(patience)
            .Build();
    }

    /// <inheritdoc/>
    public bool IsConnected => true;

    /// <inheritdoc/>
    public void Dispose() => _signIn.Dispose();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountRecord>> Search(string text, CancellationToken ct)
    {
        if (SalesforceIds.AccountId(text) is { } id) return [.. (await Accounts([id], ct)).Where(account => !account.IsDeleted)];
        if (Inputs.Domain(text) is { } domain)
            return await Query($"SELECT {Soql.Fields} FROM Account WHERE Website LIKE '%{Soql.Like(domain)}%' ORDER BY Name LIMIT {Most}", false, ct);
        var words = Soql.Words(text);
        if (words.Length < 2) return [];
        using var body = await Get($"/parameterizedSearch/?q={Uri.EscapeDataString(words)}&sobject=Account&in=NAME"
            + $"&Account.fields={Uri.EscapeDataString(Soql.SearchFields)}&Account.limit={Most}", ct);
        return Read(body, "searchRecords");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AccountRecord>> Accounts(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var found = new List<AccountRecord>();
        foreach (var part in ids.Chunk(200))
        {
            var list = string.Join(',', part.Select(id => $"'{SalesforceIds.AccountId(id) ?? throw new ArgumentException("No account's id.", nameof(ids))}'"));
            found.AddRange(await Query($"SELECT {Soql.Fields} FROM Account WHERE Id IN ({list})", true, ct));
        }

        return found;
    }

    /// <summary>A code as far as it is one: what answers may be anybody.</summary>
    internal static string Code(string code) => code.Length <= 60 && code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? code : "UNKNOWN";

    internal static async Task<HttpResponseMessage> Send(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw new SalesforceUnreachable("no connection", fault);
        }
    }

    internal static async Task<JsonDocument> Json(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct), new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException fault)
        {
            throw new SalesforceUnreachable($"status {(int)answer.StatusCode}, not JSON", fault);
        }
    }

    private async Task<IReadOnlyList<AccountRecord>> Query(string soql, bool all, CancellationToken ct)
    {
        using var body = await Get($"/{(all ? "queryAll" : "query")}/?q={Uri.EscapeDataString(soql)}", ct);
        return Read(body, "records");
    }

    private async Task<JsonDocument> Get(string path, CancellationToken ct)
    {
        try
        {
            return await _again.ExecuteAsync(async stop => await Ask(path, stop), ct);
        }
        catch (Polly.Timeout.TimeoutRejectedException late)
        {
            throw new SalesforceUnreachable("no answer in time", late);
        }
    }

    private async Task<JsonDocument> Ask(string path, CancellationToken ct)
    {
        if (new DateTimeOffset(Volatile.Read(ref _waitsUntil), TimeSpan.Zero) - _clock.GetUtcNow() is { Ticks: > 0 } left) throw new SalesforceBusy(left);
        SalesforceAccess? access = null;
        for (var attempt = 0; ; attempt++)
        {
            access = await _signIn.Access(access, ct);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(access.Instance, Version + path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", access.Token);
            using var answer = await Send(_http, request, ct);
            if (answer.StatusCode == HttpStatusCode.OK) return await Json(answer, ct);
            // A token ends when Salesforce says so: once, another is asked for.
            if (answer.StatusCode == HttpStatusCode.Unauthorized && attempt == 0) continue;
            throw await Fault(answer, ct);
        }
    }

    private async Task<Exception> Fault(HttpResponseMessage answer, CancellationToken ct)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            return Wait(RetryAfter.Of(answer, _clock.GetUtcNow()) ?? TimeSpan.FromSeconds(30));

        if ((int)answer.StatusCode >= 500) return new SalesforceUnreachable($"status {(int)answer.StatusCode}");
        using var body = await Json(answer, ct);
        var code = body.RootElement is { ValueKind: JsonValueKind.Array } errors && errors.GetArrayLength() > 0
            && errors[0] is { ValueKind: JsonValueKind.Object } first && first.TryGetProperty("errorCode", out var said)
            && said.ValueKind == JsonValueKind.String ? Code(said.GetString()!) : null;
        return code switch
        {
            null => new SalesforceUnreachable($"status {(int)answer.StatusCode}, unexpected answer"),
            "REQUEST_LIMIT_EXCEEDED" => Wait(Exhausted),
            "SERVER_UNAVAILABLE" => new SalesforceUnreachable("unavailable"),
            _ => new SalesforceRefused(code),
        };
    }

    private SalesforceBusy Wait(TimeSpan said)
    {
        var wait = said < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : said > LongestWait ? LongestWait : said;
        Volatile.Write(ref _waitsUntil, (_clock.GetUtcNow() + wait).UtcTicks);
        return new(wait);
    }

    private static IReadOnlyList<AccountRecord> Read(JsonDocument body, string name) =>
        body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty(name, out var records)
        && records.ValueKind == JsonValueKind.Array
            ? [.. records.EnumerateArray().Select(Soql.Account)]
            : throw new SalesforceUnreachable("unexpected answer");
}
