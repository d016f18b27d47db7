using System.Globalization;
using Usher.Bench.Deciding;
using Usher.Bench.Mutants;

// One name, one measurement; bench/run calls these.
return args switch
{
    ["decide"] => DecideReport.Run(),
    ["mutants", var kept, .. var sample] => MutantRun.Run(Environment.CurrentDirectory, kept, sample is [var count] ? int.Parse(count, CultureInfo.InvariantCulture) : null),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("Which measurement? See bench/run.");
    return 2;
}
