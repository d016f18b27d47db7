using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Usher.Access;
using Usher.Calls.Transcripts;
using Usher.Platform;

namespace Usher.Calls.Exclusions;

/// <summary>How a field of the CRM is compared.</summary>
public enum CrmOperator
{
    /// <summary>The value is this one; numbers by what they are worth.</summary>
    Is,

    /// <summary>The field is set, to something else.</summary>
    IsNot,

    /// <summary>This text is in the value.</summary>
    Contains,

    /// <summary>The value begins with this text.</summary>
    StartsWith,

    /// <summary>The call carries the field, and it is not empty.</summary>
    IsSet,

    /// <summary>The call does not carry the field, or it is empty.</summary>
    IsNotSet,

    /// <summary>The value is this number or more.</summary>
    AtLeast,

    /// <summary>The value is this number or less.</summary>
    AtMost,
}

/// <summary>
/// A condition on a field of the CRM's record (rule 19), compared without letter case. A field that a call does not carry fulfils only
/// <see cref="CrmOperator.IsNotSet"/>.
/// </summary>
/// <param name="Field">The field's name, such as <c>Account.Type</c>: at most 80 characters.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">With what: at most 200 characters, a number for at least and at most; null for set and not set.</param>
public sealed record CrmCondition(string Field, CrmOperator Operator, string? Value = null)
{
    /// <summary>The most conditions of one exclusion.</summary>
    internal const int Most = 10;

    private bool HasValue => Operator is not (CrmOperator.IsSet or CrmOperator.IsNotSet);

    private bool IsNumeric => Operator is CrmOperator.AtLeast or CrmOperator.AtMost;

    /// <summary>The condition in words, as people read it.</summary>
    internal string Words => Operator switch
    {
        CrmOperator.Is => $"{Field} is “{Value}”",
        CrmOperator.IsNot => $"{Field} is not “{Value}”",
        CrmOperator.Contains => $"{Field} contains “{Value}”",
        CrmOperator.StartsWith => $"{Field} starts with “{Value}”",
        CrmOperator.IsSet => $"{Field} is set",
        CrmOperator.IsNotSet => $"{Field} is not set",
        CrmOperator.AtLeast => $"{Field} is at least {Value}",
        _ => $"{Field} is at most {Value}",
    };

    /// <summary>Whether it holds for what a call says of the CRM, as <see cref="CrmFields"/> reads it.</summary>
    internal bool Holds(IReadOnlyDictionary<string, string> crm)
    {
        var isSet = crm.TryGetValue(CrmFields.Compared(Field), out var found) && found.Length > 0;
        if (!isSet) return Operator == CrmOperator.IsNotSet;
        var value = CrmFields.Compared(Value ?? "");
        return Operator switch
        {
            CrmOperator.Is => IsSame(found!, value),
            CrmOperator.IsNot => !IsSame(found!, value),
            CrmOperator.Contains => found!.Contains(value, StringComparison.Ordinal),
            CrmOperator.StartsWith => found!.StartsWith(value, StringComparison.Ordinal),
            CrmOperator.AtLeast => CrmFields.Number(found!) >= CrmFields.Number(value),
            CrmOperator.AtMost => CrmFields.Number(found!) <= CrmFields.Number(value),
            _ => Operator == CrmOperator.IsSet,
        };
    }

    private static bool IsSame(string one, string other) =>
        one == other || CrmFields.Number(one) is { } number && number == CrmFields.Number(other);

    /// <summary>The conditions cleaned, or the refusal that says which of them is none.</summary>
    internal static (IReadOnlyList<CrmCondition>? Read, Refusal? Refused) Read(IReadOnlyList<CrmCondition> typed)
    {
        if (typed.Count is 0 or > Most) return (null, new Invalid("/conditions", $"Enter 1 to {Most} conditions."));
        var read = new List<CrmCondition>();
        foreach (var (i, one) in typed.Index())
        {
            if (one is null) return (null, new Invalid($"/conditions/{i}", "Enter a field, how it is compared, and a value."));
            if (!Enum.IsDefined(one.Operator)) return (null, new Invalid($"/conditions/{i}/operator", "Choose how the field is compared."));
            if (Line(one.Field, CrmFields.LongestName) is not { } field)
                return (null, new Invalid($"/conditions/{i}/field", $"Enter a field such as Account.Type, of at most {CrmFields.LongestName} characters."));
            if (!one.HasValue)
            {
                if (!string.IsNullOrEmpty(one.Value)) return (null, new Invalid($"/conditions/{i}/value", "Leave the value out: the field is only set or not."));
                read.Add(new(field, one.Operator));
                continue;
            }

            if (Line(one.Value, CrmFields.LongestValue) is not { } value)
                return (null, new Invalid($"/conditions/{i}/value", $"Enter a value of at most {CrmFields.LongestValue} characters."));
            if (one.IsNumeric && CrmFields.Number(value) is null)
                return (null, new Invalid($"/conditions/{i}/value", "Enter a number such as 50000 or 0.5."));
            read.Add(new(field, one.Operator, value));
        }

        return (read, null);
    }

    /// <summary>The same conditions have the same key, in whatever order and letter case they were typed.</summary>
    internal static string Key(IReadOnlyList<CrmCondition> conditions)
    {
        var parts = conditions.Select(one => JsonSerializer.Serialize(new[]
            { CrmFields.Compared(one.Field), one.Operator.ToString(), CrmFields.Compared(one.Value ?? "") })).Distinct().Order(StringComparer.Ordinal);
        return $"crm:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))))}";
    }

    // Something has to be left of it when it is compared: an empty text is in every other.
    private static string? Line(string? text, int most) =>
        text is not null && PlainText.OneLine(text, most) is { } line && CrmFields.Compared(line).Length > 0 ? line : null;
}
