using System.Globalization;
using Usher.Bench.Audited;
using Usher.Bench.AuthZen;
using Usher.Bench.Deciding;
using Usher.Bench.Directory;
using Usher.Bench.Lists;
using Usher.Bench.Mutants;
using Usher.Bench.Nodes;
using Usher.Bench.Previews;
using Usher.Bench.Screening;
using Usher.Bench.Starting;
using Usher.Bench.Summaries;
using Usher.Bench.Training;
using Usher.Bench.Upstream;

// One name, one measurement; bench/run calls these.
return args switch
{
    ["decide"] => DecideReport.Run(),
    ["summary"] => SummaryReport.Run(),
    ["train", var folder, var output, .. var apart] => TrainReport.Train(folder, output, apart is [var aside] ? aside : null),
    ["train-cross", .. var folders] => TrainReport.Cross(folders),
    ["mutants", var kept, .. var sample] => MutantRun.Run(Environment.CurrentDirectory, kept, sample is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : null),
    ["audit", var folder, var rounds, var seconds] => await AuditedReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture)),
    ["authzen", var folder, var rounds, var seconds] => await AuthZenReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture)),
    ["search", var folder] => await SearchReport.Run(folder),
    ["search-usher", var folder] => await Servers.Searched(folder),
    ["train-screening", var folder, var weights] => ScreenTraining.Run(folder, weights),
    ["screening", var folder] => ScreenReport.Run(folder),
    ["start", var usher, var folder, var starts] => await StartReport.Run(usher, folder, int.Parse(starts, CultureInfo.InvariantCulture)),
    ["authzen-usher", var folder] => await Servers.Usher(folder),
    ["authzen-echo"] => await Servers.Echo(),
    ["directory", var folder, var rounds] => await DirectoryReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["list", var folder, var rounds] => await ListReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["seats", var folder] => await SeatReport.Run(folder),
    ["hidden", var folder, var rounds] => await HiddenReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["hidden-usher", var folder, var database] => await HiddenReport.Serve(folder, database),
    ["nodes", var folder, var revokes] => await RevokeReport.Run(folder, int.Parse(revokes, CultureInfo.InvariantCulture)),
    ["nodes-ask", var database, var customer] => await RevokeReport.Ask(database, int.Parse(customer, CultureInfo.InvariantCulture)),
    ["customers", var folder, var customers] => await CustomersReport.Run(folder, int.Parse(customers, CultureInfo.InvariantCulture)),
    ["customers-node", var database, var customers] => await CustomersReport.Node(database, int.Parse(customers, CultureInfo.InvariantCulture)),
    ["notes", var folder, var notes] => await NotesReport.Run(folder, int.Parse(notes, CultureInfo.InvariantCulture)),
    ["preview", var folder, var rounds] => await PreviewReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["upstream", var folder, var reports] => await UpstreamBench.Run(folder, int.Parse(reports, CultureInfo.InvariantCulture)),
    ["row-security", var folder, var rounds] => await RowSecurityReport.Run(folder, int.Parse(rounds, CultureInfo.InvariantCulture)),
    ["streams", var folder, var commits] => await StreamsReport.Run(folder, int.Parse(commits, CultureInfo.InvariantCulture)),
    ["streams-usher", var folder] => await StreamsReport.Serve(folder),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("Which measurement? See bench/run.");
    return 2;
}
