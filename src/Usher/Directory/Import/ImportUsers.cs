using Usher.Access;
using Usher.Platform;

namespace Usher.Directory;

/// <summary>Says for each row of a table of people what importing it would do, and changes nothing.</summary>
/// <param name="Csv">The table.</param>
public sealed record PreviewImport(string Csv) : Query<CustomerSnapshot, ImportResult>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserAdd;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override Task<Refusal?> Check(Work work, CustomerSnapshot found) => Task.FromResult(ImportFile.Read(Csv).Refused);

    /// <inheritdoc/>
    public override async Task<ImportResult> Run(Work work, CustomerSnapshot found) =>
        (await ImportPlan.Of(work, ImportFile.Read(Csv).Rows)).Told(done: false);
}

/// <summary>
/// Adds the people of a table: all of them in one change, or none where a row can't be done; row by row, those who can be added (rule 23).
/// Whoever is a user here already stays as they are, but for what the table says for the directory.
/// </summary>
/// <param name="Csv">The table.</param>
/// <param name="ByRow">Whether rows that can't be done are left out; otherwise one of them prevents the whole.</param>
public sealed record ImportUsers(string Csv, bool ByRow = false) : Change<CustomerSnapshot, ImportResult>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.UserAdd;

    /// <inheritdoc/>
    public override Permission? Or => Permission.DirectoryMaintain;

    /// <inheritdoc/>
    public override Task<Found<CustomerSnapshot>?> Find(Work work) => Here.Find(work);

    /// <inheritdoc/>
    public override async Task<Refusal?> Check(Work work, CustomerSnapshot found)
    {
        var (rows, unread) = ImportFile.Read(Csv);
        if (unread is not null) return unread;
        if (!ByRow && (await ImportPlan.Of(work, rows)).Refuses is > 0 and var refuses) return new RowsRefused(refuses);
        return await work.NoteMissing();
    }

    /// <inheritdoc/>
    public override async Task<ImportResult> Run(Work work, CustomerSnapshot found)
    {
        var plan = await ImportPlan.Of(work, ImportFile.Read(Csv).Rows);
        await plan.Write(work);
        return plan.Told(done: true);
    }
}

/// <summary>A whole import with rows that can't be done: nobody is added.</summary>
/// <param name="Rows">How many.</param>
public sealed record RowsRefused(int Rows)
    : Refusal($"{(Rows == 1 ? "1 row" : $"{Rows} rows")} can't be imported, so nobody was added. Correct {(Rows == 1 ? "it" : "them")}, or import row by row.");
