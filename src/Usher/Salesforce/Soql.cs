using System.Text;
using System.Text.Json;
using Usher.Directory;

namespace Usher.Salesforce;

/// <summary>What is written in Salesforce's query language, and what is read of its records.</summary>
internal static class Soql
{
    /// <summary>The fields that are read.</summary>
    public const string Fields = "Id, Name, Website, BillingCountry, BillingCity, IsDeleted, MasterRecordId";

    /// <summary>Those that a search gives.</summary>
    public const string SearchFields = "Id,Name,Website,BillingCountry,BillingCity";

    private const int LongestSearch = 80;

    /// <summary>A text inside a pattern of LIKE: quotes, backslashes and the two wildcards are escaped.</summary>
    public static string Like(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
            escaped.Append(c is '\\' or '\'' or '"' or '%' or '_' ? $"\\{c}" : char.IsControl(c) ? " " : $"{c}");
        return escaped.ToString();
    }

    /// <summary>The words of a search: letters and digits alone, for its operators and wildcards are none of ours.</summary>
    public static string Words(string text)
    {
        var words = new string([.. text.Select(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c) ? c : ' ')]);
        var joined = string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word is not ("AND" or "OR" or "NOT")));
        return joined.Length > LongestSearch ? joined[..LongestSearch] : joined;
    }

    /// <summary>An account as a record has it.</summary>
    /// <exception cref="SalesforceUnreachable">It is of another shape.</exception>
    public static AccountRecord Account(JsonElement record) => new(
        SalesforceIds.AccountId(Text(record, "Id")) ?? throw new SalesforceUnreachable("unexpected answer"),
        Text(record, "Name") ?? throw new SalesforceUnreachable("unexpected answer"),
        Text(record, "Website"), Text(record, "BillingCountry"), Text(record, "BillingCity"),
        record.TryGetProperty("IsDeleted", out var deleted) && deleted.ValueKind == JsonValueKind.True,
        SalesforceIds.AccountId(Text(record, "MasterRecordId")));

    /// <summary>A member that is a text; null: it is none.</summary>
    public static string? Text(JsonElement record, string name) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()
            : null;
}
