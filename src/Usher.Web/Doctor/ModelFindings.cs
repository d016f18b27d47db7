using System.Net.Http.Headers;
using Usher.Calls.Engine;
using Usher.Platform;

namespace Usher.Web.Doctor;

/// <summary>Whether the model answers.</summary>
internal static class ModelFindings
{
    /// <summary>More apart than any answer takes.</summary>
    private static readonly TimeSpan Drift = TimeSpan.FromMinutes(1);

    /// <summary>Asks it which models it has.</summary>
    public static async Task<Finding> Of(ModelSettings? settings, TimeProvider clock, HttpClient http, CancellationToken ct)
    {
        if (settings is not { } model) return new("model", Standing.Good, "none: the offline engine writes summaries and answers");
        var where = $"{model.Name} at {AddressFindings.Visible(model.Endpoint.ToString())}";
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{model.Endpoint.ToString().TrimEnd('/')}/models");
            if (model.Key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", model.Key);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!answer.IsSuccessStatusCode)
                return new("model", Standing.Bad,
                    $"{where} answers {(int)answer.StatusCode}; until that is fixed, the offline engine is used");
            return answer.Headers.Date is { } there && (clock.GetUtcNow() - there).Duration() is var apart && apart > Drift
                ? new("model", Standing.Warn, $"{where}, reachable; its clock and this host's differ by {apart.TotalSeconds:0} s")
                : new("model", Standing.Good, $"{where}, reachable");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new("model", Standing.Bad, $"{where} can't be reached; until then the offline engine is used");
        }
    }
}
