using Microsoft.Extensions.DependencyInjection;
using Usher.Calls.Engine;
using Usher.Calls.Ingest;
using Usher.Calls.Support;
using Usher.Calls.Transcripts;

namespace Usher.Calls;

/// <summary>What the room of calls brings to a process.</summary>
public static class CallsRoom
{
    /// <summary>Adds the ways in and out.</summary>
    /// <param name="services">The clock is among them.</param>
    /// <param name="model">The model that writes summaries and answers; null: the offline engine does.</param>
    public static IServiceCollection AddCalls(this IServiceCollection services, ModelSettings? model = null)
    {
        if (model is not null) services.AddSingleton(provider => ModelEngine.Of(model, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(TranscriptLimits.Default);
        services.AddSingleton<CallsIn>();
        services.AddSingleton<CallsOut>();
        services.AddSingleton<SupportCalls>();
        services.AddSingleton<Questions>();
        return services;
    }
}
