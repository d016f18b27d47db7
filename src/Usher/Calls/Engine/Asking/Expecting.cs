namespace Usher.Calls.Engine.Asking;

/// <summary>Reads from a question what its answer has to hold: a number, a time, an amount.</summary>
internal static class Expecting
{
    private static readonly Phrasebook Time = new("""
        when (is|are|was|were|does|do|did|will|must|should|can|has|have) | by when | what (date|day|time) | which (day|date|month|week)
        how (soon|quickly|fast|long) | deadline | deadlines
        """);

    private static readonly Phrasebook Number = new("""
        how (many|long|quickly|fast|big|large|high|often|far|old) | what (share|number|percentage|rate|temperature|size|volume|volumes)
        (highest|lowest|most|least|biggest|longest)
        """);

    private static readonly Phrasebook Money = new("""
        how much | price | prices | pricing | cost | costs | fee | fees | budget | discount | discounts | pay | paid | charge | charges
        """);

    /// <summary>What an answer has to hold.</summary>
    public static AskedFor Of(string question)
    {
        var asking = CallText.Of(question);
        var n = asking.Words.Length;
        return (Time.IsIn(asking, 0, n) ? AskedFor.Time : AskedFor.Anything) | (Number.IsIn(asking, 0, n) ? AskedFor.Number : AskedFor.Anything)
            | (Money.IsIn(asking, 0, n) ? AskedFor.Money : AskedFor.Anything);
    }
}
