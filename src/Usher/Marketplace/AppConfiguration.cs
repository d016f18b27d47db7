using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app's configuration in one tenant: what the app declares, what is set, and what somebody sets now.</summary>
/// <param name="Members">What the app declares, by name.</param>
/// <param name="Rows">What is set.</param>
internal sealed record AppConfiguration(IReadOnlyList<AppMember> Members, IReadOnlyList<AppSetting> Rows)
{
    private const int LongestSecret = 4_096;

    public static async Task<AppConfiguration> Of(Work work, AppStep step) => new(
        await work.Db.Set<AppMember>().Where(m => m.AppId == step.App.Id).OrderBy(m => m.Name).ToListAsync(),
        await work.Db.Set<AppSetting>().Where(s => s.TenantId == step.Tenant.Id && s.AppId == step.App.Id).ToListAsync());

    /// <summary>The refusal of what is set, each fault at its place; null when it can be stored.</summary>
    public Refusal? Fault(IReadOnlyList<Setting> given)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (i, setting) in given.Index())
        {
            var (name, value) = ($"/settings/{i}/name", $"/settings/{i}/value");
            if (Member(setting) is not { } member) errors[name] = ["The app has no setting of this name."];
            else if (given.Take(i).Any(other => other.Name == setting.Name)) errors[name] = ["This setting is named twice."];
            else if (setting.Value is null ? member.Required : Read(member, setting.Value) is null)
                errors[value] = [$"{member.Label}: {Sentence(member)}"];
        }

        var kept = Kept(given).Select(row => row.Name).Concat(given.Select(setting => setting.Name)).ToHashSet(StringComparer.Ordinal);
        var missing = Members.Where(member => member.Required && !kept.Contains(member.Name))
            .Select(member => $"{member.Label} is missing.").ToArray();
        if (missing.Length > 0) errors["/settings"] = missing;
        return errors.Count == 0 ? null : new Invalid(errors);
    }

    /// <summary>Stores what is set: a row for each.</summary>
    public void Store(Work work, AppStep step, IReadOnlyList<Setting> given)
    {
        work.Db.RemoveRange(Rows.Except(Kept(given)).Where(row => given.All(setting => setting.Name != row.Name || setting.Value is null)));
        foreach (var setting in given.Where(setting => setting.Value is not null))
        {
            var row = Rows.FirstOrDefault(row => row.Name == setting.Name);
            if (row is null) work.Db.Add(row = new AppSetting { TenantId = step.Tenant.Id, AppId = step.App.Id, Name = setting.Name });
            var member = Member(setting)!;
            if (member.Kind != MemberKind.Secret) row.Value = Read(member, setting.Value!);
            else row.Sealed = setting.Sealed ?? throw new InvalidOperationException("A secret is sealed before it is stored.");
        }
    }

    /// <summary>
    /// The rows that stay as they are: not those set now, and no secret when a host changes, because it was given for the host before.
    /// </summary>
    private IEnumerable<AppSetting> Kept(IReadOnlyList<Setting> given)
    {
        var isElsewhere = given.Any(setting => Member(setting) is { Kind: MemberKind.Address }
            && Rows.FirstOrDefault(row => row.Name == setting.Name) is { Value: { } was }
            && Host(was) != Host(setting.Value));
        return Rows.Where(row => given.All(setting => setting.Name != row.Name) && !(isElsewhere && row.Sealed is not null));
    }

    private AppMember? Member(Setting setting) => Members.FirstOrDefault(member => member.Name == setting.Name);

    private static string? Host(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Authority : null;

    /// <summary>The value as it is stored; null when it is none.</summary>
    private static string? Read(AppMember member, string value) => member.Kind switch
    {
        MemberKind.Text => Inputs.Text(value),
        MemberKind.Address => value.Length <= 500 && Uri.TryCreate(value, UriKind.Absolute, out var url)
            && url is { Scheme: "https", UserInfo: "", Fragment: "" } ? url.AbsoluteUri : null,
        _ => value.Length is > 0 and <= LongestSecret && !value.Any(char.IsControl) ? value : null,
    };

    private static string Sentence(AppMember member) => member.Kind switch
    {
        MemberKind.Text => Inputs.TextSentence,
        MemberKind.Address => "Enter an address that begins with https://, without a user name.",
        _ => $"Enter 1 to {LongestSecret:N0} characters on one line.",
    };
}
