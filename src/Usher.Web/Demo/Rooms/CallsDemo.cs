using System.Text;
using System.Text.Json;
using Usher.Access;
using Usher.Calls.Ingest;
using Usher.Calls.Transcripts;
using Usher.Platform;

namespace Usher.Web.Demo.Rooms;

/// <summary>The calls of each customer, pushed by its recorder a few minutes after they ended.</summary>
internal sealed class CallsDemo : IDemoPart
{
    /// <inheritdoc/>
    public int Order => 70;

    /// <inheritdoc/>
    public async Task Live(DemoStage stage, DemoTown town)
    {
        var all = DemoCustomer.Slugs.Sum(slug => DemoCustomer.Calls(slug, stage.Now).Count);
        foreach (var call in DemoCustomer.Calls(town.Slug, stage.Now))
        {
            stage.MoveTo(call.Start!.Value + (call.Duration ?? TimeSpan.FromMinutes(30)) + TimeSpan.FromMinutes(4));
            await Push(stage, town, call);
            await stage.Settle();
            stage.Done(++stage.Made, all);
        }
    }

    private static async Task Push(DemoStage stage, DemoTown town, TranscriptFile call)
    {
        var body = JsonSerializer.Serialize(new
        {
            id = call.RecorderId,
            title = call.Title,
            host = call.Host,
            start = call.Start,
            duration = call.Duration?.TotalSeconds,
            account = call.Account,
            attendees = call.Attendees.Select(a => new { name = a.Name, email = a.Email }),
            turns = call.Turns.Select(t => new { speaker = t.Speaker, at = t.At?.TotalSeconds, text = t.Text }),
        }, JsonSerializerOptions.Web);
        var recorder = new Caller(ActorKind.IntegrationUser, stage.Ids[MachinesDemo.Recorder(town.Slug)], town.Id, Door.Api);
        var file = new MemoryStream(Encoding.UTF8.GetBytes(body));
        var outcome = await stage.Services.GetRequiredService<CallsIn>().Push(recorder, file, "call.json", new CallHeader(), stage.Ct);
        if ((outcome.Refused ?? outcome.Value!.Refusal()) is not { } refusal) return;
        var errors = refusal is Invalid invalid ? string.Join("; ", invalid.Errors.Select(e => e.Key + " " + e.Value[0])) : "";
        throw new InvalidOperationException($"{call.RecorderId}: {refusal.Code}: {refusal.Sentence} {errors}");
    }
}
