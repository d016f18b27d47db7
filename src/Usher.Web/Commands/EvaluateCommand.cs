using System.CommandLine;
using Usher.Calls.Engine;

namespace Usher.Web.Commands;

/// <summary><c>usher evaluate</c>: answers the questions of transcribed meetings with the engine that serves people.</summary>
public static class EvaluateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var folder = new Argument<string>("dir") { Description = "The folder of meetings, one JSON file each" };
        var file = new Option<string>("--out") { Description = "The file to write, one JSON answer per line", Required = true };
        var command =
            new Command("evaluate", "Answer the questions about transcribed meetings, for scoring with other tools") { folder, file };
        command.SetAction(async (parsed, ct) =>
        {
            var output = CommandOutput.Of(parsed);
            if (!System.IO.Directory.Exists(parsed.GetValue(folder))) return output.Fail($"There is no folder {parsed.GetValue(folder)}.");
            var answers = await output.Working("Answering",
                measure => Evaluation.Run(parsed.GetValue(folder)!, parsed.GetValue(file)!, new Meter(measure), ct));
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
