using Usher.Bench.Deciding;

// One name, one measurement; bench/run calls these.
return args switch
{
    ["decide", ..] => DecideReport.Run(),
    _ => Unknown(),
};

static int Unknown()
{
    Console.Error.WriteLine("Which measurement? See bench/run.");
    return 2;
}
