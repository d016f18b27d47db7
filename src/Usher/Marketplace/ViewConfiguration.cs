using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app's settings in a tenant, for whoever may configure it. No person reads a secret back.</summary>
/// <param name="App">The app, by slug.</param>
/// <param name="Tenant">The tenant, by slug.</param>
public sealed record ViewConfiguration(string App, string Tenant) : Query<AppStep, ConfigurationView>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppConfigure;

    /// <inheritdoc/>
    public override Task<Found<AppStep>?> Find(Work work) => AppStep.Find(work, App, Tenant);

    /// <inheritdoc/>
    public override async Task<ConfigurationView> Run(Work work, AppStep found)
    {
        var configuration = await AppConfiguration.Of(work, found);
        var rows = configuration.Rows.ToDictionary(row => row.Name, StringComparer.Ordinal);
        return new([.. configuration.Members.Select(member => View(member, rows.GetValueOrDefault(member.Name)))]);
    }

    private static SettingView View(AppMember member, AppSetting? row) =>
        new(member.Name, member.Label, member.Kind, member.Required, row?.Value, row is not null);
}

/// <summary>An app's settings in a tenant, as the app declares them.</summary>
public sealed record ConfigurationView(IReadOnlyList<SettingView> Settings);

/// <summary>One setting.</summary>
/// <param name="Name">Its short name.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Required">Whether the app does not work without it.</param>
/// <param name="Value">What it is set to; null: it is not set, or a secret.</param>
/// <param name="IsSet">Whether it is set.</param>
public sealed record SettingView(string Name, string Label, MemberKind Kind, bool Required, string? Value, bool IsSet);
