using Microsoft.EntityFrameworkCore;
using Usher.Data;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Web.Hosting;

namespace Usher.Web.Doctor;

/// <summary>The audit key, and whether the logs fit the heads that it signed.</summary>
/// <param name="settings">What the operator set.</param>
internal sealed class AuditFindings(UsherSettings settings)
{
    /// <summary>Whether there is a key, and how well it is kept.</summary>
    public Finding Key()
    {
        if (settings.AuditKeyText is null && !File.Exists(settings.AuditKeyFile))
            return new("audit key", Standing.Note, $"{settings.AuditKeyFile} (not created yet)");
        if (Open() is not { } key)
            return new("audit key", Standing.Bad,
                $"{(settings.AuditKeyText is null ? settings.AuditKeyFile : "Audit__Key")} can't be read, or is not a private key on the " +
                "curve P-256");
        key.Key.Dispose();
        return key.Unsafe is { } why
            ? new("audit key", settings.IsDemo ? Standing.Note : Standing.Bad, $"{key.Where}: unsafe. {why}")
            : new("audit key", Standing.Good, key.Where);
    }

    /// <summary>
    /// Whether every log fits its heads: what a server asks before it starts. Whether the entries are as they were takes reading them all.
    /// </summary>
    public async Task<Finding> Heads(Store store, UsherDb db, CancellationToken ct)
    {
        if (await db.Set<Head>().AsNoTracking().AllAsync(h => h.LogSize == 0, ct))
            return new("outside heads", Standing.Good, "none: nothing logged yet");
        if (Open() is not { Key: { } key })
            return new("outside heads", Standing.Bad, $"{settings.HeadsFolder}: can't be checked without the audit key");
        using var heads = new TreeHeads(settings.HeadsFolder, key) { IsOneOfMany = settings.IsOneOfMany };
        var unsound = await new HeadsCheck(store, heads).Run(ct);
        return unsound.Count == 0
            ? new("outside heads", Standing.Good, $"{settings.HeadsFolder}: of {heads.Logs().Count} logs")
            : new("outside heads", Standing.Bad,
                $"{settings.HeadsFolder}: {unsound.Count} logs do not match their heads, so the server does not start; {unsound[0].Log}: " +
                $"{unsound[0].Findings[0].What} `usher audit verify`");
    }

    /// <summary>Heads on the same host as the database prove nothing against who owns the host.</summary>
    public async Task<Finding> HeadsSent(CancellationToken ct)
    {
        if (settings.HeadReceiver() is not { } receiver)
            return new("heads off the host", Standing.Note,
                "none: whoever controls this host can restore an older state unnoticed; set Audit__SendHeads");
        try
        {
            await receiver.Send([], ct);
            return new("heads off the host", Standing.Good, $"{receiver.Where}, reachable");
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or System.Net.Sockets.SocketException
            or System.Security.Authentication.AuthenticationException or OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new("heads off the host", Standing.Bad, $"{receiver.Where} does not accept them ({fault.GetType().Name})");
        }
    }

    /// <summary>The key when there is one; never makes one.</summary>
    private AuditKey? Open()
    {
        try
        {
            return settings.AuditKeyText is null && !File.Exists(settings.AuditKeyFile)
                ? null
                : (settings with { MakesAuditKey = false }).OpenAuditKey();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
