using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Upstream;

/// <summary>One sign-in or deactivation as a product reports it.</summary>
/// <param name="Id">The product's own id of the report: the same one twice does nothing twice.</param>
/// <param name="Product">The product: Enterprise or Elite.</param>
/// <param name="Tenant">The tenant's id in the product.</param>
/// <param name="At">When it happened there.</param>
/// <param name="Email">Whose e-mail address.</param>
/// <param name="FirstName">First name; a deactivation may leave it out.</param>
/// <param name="LastName">Last name; may be left out.</param>
public sealed record ReportedItem(string Id, string Product, string Tenant, DateTimeOffset At, string Email, string? FirstName = null,
    string? LastName = null)
{
    /// <summary>How many a batch has at most.</summary>
    public const int Most = 1_000;

    /// <summary>How long an id is at most.</summary>
    internal const int LongestId = 100;

    /// <summary>How far the product's clock may be ahead: a time later than that would keep everything after it from counting.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>The digest of what came, where this was kept since; null: this is what came.</summary>
    private byte[]? Kept { get; init; }

    /// <summary>A report that was kept, to be settled after all: the same one, should the product repeat it.</summary>
    internal static ReportedItem From(UpstreamReport row) =>
        new(row.ReportId, row.Product, row.Tenant, row.At, row.Email, row.FirstName.Length > 0 ? row.FirstName : null, row.LastName) { Kept = row.Digest };

    /// <summary>The tenant that it is about.</summary>
    internal (string Product, string ExternalId) Of => (Product, Tenant);

    /// <summary>What is stored of the product's id, product and tenant, whatever they are.</summary>
    internal static string Stored(string text, int most, string none = "?") => PlainText.OneLine(text.Length > most ? text[..most] : text, most) ?? none;

    /// <summary>The refusal of what cannot be read; null when it can.</summary>
    internal Refusal? Fault(ReportKind kind, DateTimeOffset now) =>
        IdFault(Id, Product, Tenant)
        ?? (Inputs.Email(Email) is null ? new ReportUnreadable("e-mail address") : null)
        ?? ((FirstName is null && kind == ReportKind.Deactivation ? "" : Inputs.Name(FirstName)) is null ? new ReportUnreadable("first name") : null)
        ?? (Inputs.OptionalName(LastName) is null ? new ReportUnreadable("last name") : null)
        ?? TimeFault(At, now);

    /// <summary>The refusal of a time that is none of an event; null when it is one.</summary>
    internal static Refusal? TimeFault(DateTimeOffset at, DateTimeOffset now) =>
        at > now + Ahead ? new ReportFromFuture() : at < DateTimeOffset.UnixEpoch ? new ReportUnreadable("time") : null;

    /// <summary>The refusal of an id, product or tenant that is none; null when they are.</summary>
    internal static Refusal? IdFault(string id, string product, string tenant) =>
        id.Length is 0 or > LongestId || PlainText.OneLine(id, LongestId) != id ? new ReportUnreadable("id")
        : product is not ("Enterprise" or "Elite") ? new ReportUnreadable("product")
        : Inputs.Name(tenant) != tenant ? new ReportUnreadable("tenant")
        : null;

    /// <summary>The refusal of a batch that is empty or too long; null when it is neither.</summary>
    internal static Refusal? BatchFault(int count) =>
        count is 0 or > Most ? new Invalid("/reports", $"1 to {Most:N0} reports in one batch.") : null;

    /// <summary>The report as it is kept.</summary>
    internal UpstreamReport Row(Work work, ReportKind kind) => new()
    {
        Id = work.NewId(),
        CustomerId = work.Db.CustomerId,
        ReportId = Stored(Id, LongestId),
        Product = Stored(Product, 40),
        Tenant = Stored(Tenant, Inputs.LongestName),
        Kind = kind,
        At = At,
        Received = work.Now,
        Email = Inputs.Email(Email) ?? Stored(Email, 254),
        FirstName = Inputs.Name(FirstName) ?? Stored(FirstName ?? "", Inputs.LongestName, ""),
        LastName = Inputs.OptionalName(LastName) ?? Stored(LastName ?? "", Inputs.LongestName, ""),
        Result = ReportResult.Unchanged,
        Digest = Digest(kind),
    };

    /// <summary>What says whether another report with its id is the same.</summary>
    internal byte[] Digest(ReportKind kind) => Kept ?? UpstreamReport.DigestOf(StoredNames.Of(kind), Product, Tenant,
        At.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture), Email, FirstName, LastName);
}

/// <summary>What one report did.</summary>
/// <param name="Id">The product's id of it.</param>
/// <param name="Result">What it did.</param>
/// <param name="Repeated">It came before: this is what it did then, and nothing was done again.</param>
/// <param name="Code">The refusal's name; null: it was not refused.</param>
/// <param name="Why">The refusal in a sentence; null: it was not refused.</param>
public sealed record ReportAnswer(string Id, ReportResult Result, bool Repeated = false, string? Code = null, string? Why = null)
{
    /// <summary>The answer about a report that was kept.</summary>
    internal static ReportAnswer Of(string id, UpstreamReport row, bool repeated = false) =>
        new(id, row.Result, repeated, row.Refusal, UpstreamRefusals.Sentence(row.Refusal));

    /// <summary>A refusal that is not kept.</summary>
    internal static ReportAnswer Of(string id, Refusal refusal) => new(id, ReportResult.Refused, false, refusal.Code, refusal.Sentence);
}

/// <summary>What the reports of a batch did, in their order.</summary>
/// <param name="Items">One for each.</param>
public sealed record ReportAnswers(IReadOnlyList<ReportAnswer> Items);
