using Usher.Access;

namespace Usher.Salesforce;

/// <summary>An account as Salesforce has it.</summary>
/// <param name="Id">Its id of 18 characters.</param>
/// <param name="Name">Its name.</param>
/// <param name="Website">The company's website, as it was typed there; null: none.</param>
/// <param name="Country">The country of its billing address, as it was typed there; null: none.</param>
/// <param name="City">The city of its billing address; null: none.</param>
/// <param name="IsDeleted">It is in the recycle bin.</param>
/// <param name="MasterRecordId">The account it was merged into; null: none.</param>
public sealed record AccountRecord(string Id, string Name, string? Website = null, string? Country = null, string? City = null,
    bool IsDeleted = false, string? MasterRecordId = null);

/// <summary>Salesforce's REST API, as far as Usher needs it. It decides nothing, and is asked outside every transaction.</summary>
public interface ISalesforce
{
    /// <summary>Whether the operator connected it.</summary>
    bool IsConnected { get; }

    /// <summary>Accounts by what somebody typed: an id, a domain, or words of the name; the best first, deleted ones apart.</summary>
    /// <exception cref="SalesforceRefused">It says no.</exception>
    /// <exception cref="SalesforceBusy">It asks to be left alone.</exception>
    /// <exception cref="SalesforceUnreachable">It cannot be reached, or answers in another shape.</exception>
    Task<IReadOnlyList<AccountRecord>> Search(string text, CancellationToken ct);

    /// <summary>The accounts with these ids, those in the recycle bin too; one that is gone for good is not among them.</summary>
    /// <inheritdoc cref="Search"/>
    Task<IReadOnlyList<AccountRecord>> Accounts(IReadOnlyCollection<string> ids, CancellationToken ct);
}

/// <summary>Salesforce is not connected: nothing is asked.</summary>
public sealed class NoSalesforce : ISalesforce
{
    /// <inheritdoc/>
    public bool IsConnected => false;

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountRecord>> Search(string text, CancellationToken ct) => Task.FromResult<IReadOnlyList<AccountRecord>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountRecord>> Accounts(IReadOnlyCollection<string> ids, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<AccountRecord>>([]);
}

/// <summary>Salesforce says no; trying the same again is of no use.</summary>
/// <param name="code">Salesforce's own code, such as <c>INVALID_FIELD</c>.</param>
public sealed class SalesforceRefused(string code) : Exception($"Salesforce refused: {code}")
{
    /// <summary>Its code: letters, digits and underscores.</summary>
    public string Code { get; } = code;
}

/// <summary>Salesforce asks to be left alone: too many requests, or none left today.</summary>
/// <param name="after">How long.</param>
public sealed class SalesforceBusy(TimeSpan after) : Exception("Salesforce asks to wait.")
{
    /// <summary>How long.</summary>
    public TimeSpan After { get; } = after;
}

/// <summary>Salesforce cannot be reached, or what answers is not Salesforce.</summary>
/// <param name="why">In a word, without content.</param>
/// <param name="cause">What was thrown.</param>
public sealed class SalesforceUnreachable(string why, Exception? cause = null) : Exception($"Salesforce can't be reached: {why}.", cause);

/// <summary>Salesforce could not be asked just now.</summary>
/// <param name="Why">What was in the way.</param>
public sealed record SalesforceSaysNo(string Why) : Refusal($"Salesforce could not be asked: {Why}. Nothing was changed.")
{
    /// <summary>The refusal of a fault of the port; null: it is none of its.</summary>
    public static SalesforceSaysNo? Of(Exception fault) => fault switch
    {
        SalesforceBusy => new("its limit of requests is reached. Try again later"),
        SalesforceRefused refused => new($"it answered {refused.Code}"),
        SalesforceUnreachable => new("it can't be reached, or answers something unexpected"),
        _ => null,
    };
}
