using System.Net;
using System.Text.Json;

namespace Signage;

/// <summary>Reads Signage's configuration from Usher by its own key, and tells Usher how it is.</summary>
public sealed class UsherSide(HttpClient usher, Screens screens)
{
    /// <summary>Reads the configuration of every tenant where Signage is active, and forgets the others.</summary>
    public async Task ReadAll(CancellationToken ct)
    {
        var active = new List<string>();
        for (string? cursor = null; ;)
        {
            using var answer = await usher.GetAsync($"/api/app/tenants{(cursor is null ? "" : $"?cursor={Uri.EscapeDataString(cursor)}")}", ct);
            // Refused: it is active nowhere, or its integration user has no owner.
            if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized) break;
            answer.EnsureSuccessStatusCode();
            var page = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
            active.AddRange(page.GetProperty("items").EnumerateArray().Select(tenant => tenant.GetProperty("slug").GetString()!));
            if (!page.TryGetProperty("next", out var next) || next.GetString() is not { } more) break;
            cursor = more;
        }

        foreach (var tenant in active) await Read(tenant, ct);
        screens.KeepOnly(active);
    }

    /// <summary>Reads the configuration of one tenant; forgets it where Signage may not read it any more.</summary>
    public async Task Read(string tenant, CancellationToken ct)
    {
        using var answer = await usher.GetAsync($"/api/app/tenants/{Uri.EscapeDataString(tenant)}/configuration", ct);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized)
        {
            screens.Forget(tenant);
            return;
        }

        answer.EnsureSuccessStatusCode();
        screens.Configure(tenant, (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("configuration"));
        await Report(tenant, ct);
    }

    /// <summary>Tells Usher how many screens work in a tenant. A report that is refused, or too soon, is no fault of Signage's.</summary>
    private async Task Report(string tenant, CancellationToken ct)
    {
        var shown = screens.Shown(tenant)?.Count ?? 0;
        using var _ = await usher.PostAsJsonAsync("/api/app/reports", new { tenant, well = true, summary = "All screens are up to date.", synced = shown }, ct);
    }
}

/// <summary>Reads everything at the start, and now and then: a message may be lost.</summary>
public sealed class KeepConfigured(IServiceProvider services, ILogger<KeepConfigured> log) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often);
        do
        {
            try
            {
                await services.GetRequiredService<UsherSide>().ReadAll(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Usher did not answer ({Fault}). What is known serves on.", fault.GetType().Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
