using Microsoft.Extensions.DependencyInjection;
using Usher.Calls.Ingest;
using Usher.Calls.Transcripts;
using Usher.Platform.Jobs;

namespace Usher.Calls;

/// <summary>What the room of calls brings to a process.</summary>
public static class CallsRoom
{
    /// <summary>Adds the ways in and out, and the handlers of what is due.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services)
    {
        services.AddSingleton(TranscriptLimits.Default);
        services.AddSingleton<CallsIn>();
        services.AddSingleton<Questions>();
        return JobRoute.Add<HeldCallExpires, DeleteExpiredHeldCall>(services);
    }
}
