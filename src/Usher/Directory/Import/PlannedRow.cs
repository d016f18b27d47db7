namespace Usher.Directory;

/// <summary>A row of a table of people, as it is judged.</summary>
/// <param name="row">The row as it was typed.</param>
/// <param name="email">The address in its one form; empty: it is none.</param>
internal sealed class PlannedRow(ImportRow row, string email)
{
    public ImportRow Row => row;

    public string Email => email;

    public Newcomer Who { get; } = new(row.Email, row.FirstName, row.LastName);

    public ImportFate Fate { get; private set; }

    public string Words { get; private set; } = "";

    public Access.ConnectRole Role { get; init; }

    public IReadOnlyList<Guid> CustomRoles { get; init; } = [];

    public IReadOnlyList<Guid> Tenants { get; init; } = [];

    /// <summary>The user that is changed or was added; null: none yet.</summary>
    public User? User { get; set; }

    public ImportLine Line => new(row.Number, row.Email, $"{row.FirstName} {row.LastName}".Trim(), Fate, Words);

    public PlannedRow Is(ImportFate fate, string words)
    {
        (Fate, Words) = (fate, words);
        return this;
    }
}
