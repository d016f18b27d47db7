using System.CommandLine;
using Usher.Calls.Engine;

namespace Usher.Web.Commands;

/// <summary><c>usher evaluate</c>: answers the questions of transcribed meetings with the engine that serves people.</summary>
public static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "Where the meetings are, one JSON file each" };
        var file = new Option<string>("--out") { Description = "The answers, one line of JSON each", Required = true };
        var command = new Command("evaluate", "Answer the questions of transcribed meetings, to be scored from outside") { folder, file };
        command.SetAction(async (parsed, ct) =>
        {
            var output = CommandOutput.Of(parsed);
            if (!System.IO.Directory.Exists(parsed.GetValue(folder))) return output.Fail($"There is no folder {parsed.GetValue(folder)}.");
            var answers = await output.Working("Answering", measure => Evaluation.Run(parsed.GetValue(folder)!, parsed.GetValue(file)!, new Meter(measure), ct));
            output.Remark($"{answers} answers in {parsed.GetValue(file)}");
            return Exit.Done;
        });
        return command;
    }

    private sealed class Meter(Measure measure) : IProgress<Evaluation.Progress>
    {
        public void Report(Evaluation.Progress value)
        {
            measure.Total = value.Of;
            measure.Advance();
        }
    }
}
