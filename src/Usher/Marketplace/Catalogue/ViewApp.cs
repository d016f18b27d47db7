using Ganss.Xss;
using Markdig;
using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Marketplace;

/// <summary>An app’s page: what it is for, what it will be able to read and do, where it is used, who can configure it.</summary>
/// <param name="App">The app, by slug.</param>
public sealed record ViewApp(string App) : Query<App, AppPage>
{
    /// <inheritdoc/>
    public override Permission Needs => Permission.AppView;

    /// <inheritdoc/>
    public override Task<Found<App>?> Find(Work work) => OneApp.Find(work, App);

    /// <inheritdoc/>
    public override async Task<AppPage> Run(Work work, App found)
    {
        var versions = await work.Db.Set<AppVersion>().Where(v => v.AppId == found.Id).OrderByDescending(v => v.Number).ToListAsync();
        var rows = await work.Db.TenantApps.Where(place => place.AppId == found.Id).ToDictionaryAsync(place => place.TenantId);
        var people = await MarketplacePeople.Of(work);
        var health = await AppHealthView.Of(work, found.Id);
        var newest = versions[0];
        var connections = versions.Exists(v => v.Provider is not null) ? await ConnectionsOfApp.Of(work, found.Id) : null;
        return new(
            found.Id, found.Slug, found.Name, found.Publisher, found.Summary, AppText.Html(found.Text), found.Categories.Split(','),
            found.Products.Split(','), found.Price, found.Support, found.Owner is not null, found.Icon, newest.Connection, newest.Schema is not null,
            newest.ReadScopes, [.. versions.Select(v => new AppVersionView(v.Number, v.Notes, v.At))],
            [.. (await ListApps.Tenants(work)).Select(tenant => AppPlace.Of(work, found, tenant, rows.GetValueOrDefault(tenant.Id), people, health,
                connections, AppVersions.Serving(versions, rows.GetValueOrDefault(tenant.Id)).ReadProvider))],
            Configurers(work, found), await Machine(work, found), newest.ReadProvider?.Name)
        {
            Pictures = await work.Db.Set<AppPicture>().Where(p => p.AppId == found.Id).OrderBy(p => p.Number)
                .Select(p => new AppPictureView(p.Number, p.Alt, p.Width, p.Height, p.Hash)).ToListAsync(),
        };
    }

    /// <summary>
    /// Who can configure it: the Customer Admins, whom everyone may know as those who can grant what one lacks (rule 27); to those who see
    /// the users also the people whose custom role has the app.
    /// </summary>
    private static IReadOnlyList<PersonView> Configurers(Work work, App app)
    {
        var seesUsers = May.Ask(work, Permission.UserView, work.Whole).Allowed;
        return
        [
            .. work.Customer.Users.Where(user => user.User!.Active
                    && (seesUsers || user.ConnectRole(work.Now) == ConnectRole.CustomerAdmin)
                    && Authorizer.Decide(user, Permission.AppConfigure, work.Whole with { App = app.Id }, work.Now).Allowed)
                .OrderBy(user => user.Name, Comparer<string>.Create(work.Order.Compare)).Take(50)
                .Select(user => new PersonView(user.Id, user.Name)),
        ];
    }

    private static async Task<AppMachineView?> Machine(Work work, App app)
    {
        if (await AppIntegrationUser.Row(work, app) is not { } row) return null;
        var may = May.Ask(work, Permission.AppIntegrationUserManage, work.Whole with { IntegrationUser = row.Id });
        var owner = row.OwnerId is { } id ? PersonView.Of(work.Customer, id) : null;
        if (!may.Allowed) return new(row.Name, null, null, null, may);
        var keys = await KeyView.Of(work, work.Db.ApiKeys.Where(key => key.HolderKind == ActorKind.IntegrationUser && key.HolderId == row.Id));
        var webhook = await work.Db.Set<AppWebhook>().FirstOrDefaultAsync(w => w.IntegrationUserId == row.Id);
        return new(row.Name, owner, [.. keys[row.Id]],
            webhook is null ? null : new(webhook.Url, webhook.FormerUntil > work.Now ? webhook.FormerUntil : null, webhook.Gone), may);
    }
}

/// <summary>An app’s page.</summary>
/// <param name="Id">Its id, as the audit trail names it.</param>
/// <param name="Slug">Its short name.</param>
/// <param name="Name">The name that people see.</param>
/// <param name="Publisher">Who makes it.</param>
/// <param name="Summary">What it is good for.</param>
/// <param name="Html">What its page says, as HTML without anything that acts.</param>
/// <param name="Categories">Its shelves.</param>
/// <param name="Products">The upstream products it works with.</param>
/// <param name="Price">What it costs; empty: it is not said.</param>
/// <param name="Support">Where its users get help; empty: it is not said.</param>
/// <param name="Own">Whether it is a Workflow Builder app of this customer alone.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Connection">How it connects.</param>
/// <param name="HasConfiguration">Whether there is something to configure.</param>
/// <param name="Scopes">What its integration user would have.</param>
/// <param name="Versions">Its versions, the newest first.</param>
/// <param name="Tenants">Its state in the tenants that the caller reaches.</param>
/// <param name="Configurers">Who of the customer can configure it.</param>
/// <param name="IntegrationUser">Its integration user; null: it has none here.</param>
/// <param name="Provider">What people know the provider as that it connects to by OAuth; null: it connects to none.</param>
public sealed record AppPage(
    Guid Id, string Slug, string Name, string Publisher, string Summary, string Html, IReadOnlyList<string> Categories,
    IReadOnlyList<string> Products, string Price, string Support, bool Own, AppIcon Icon, AppConnection Connection, bool HasConfiguration,
    IReadOnlyList<AppScope> Scopes, IReadOnlyList<AppVersionView> Versions, IReadOnlyList<AppPlace> Tenants,
    IReadOnlyList<PersonView> Configurers, AppMachineView? IntegrationUser, string? Provider)
{
    /// <summary>What it looks like.</summary>
    public required IReadOnlyList<AppPictureView> Pictures { get; init; }
}

/// <summary>A version of an app.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Notes">What is new in it.</param>
/// <param name="At">When it was published.</param>
public sealed record AppVersionView(int Number, string Notes, DateTimeOffset At);

/// <summary>An app’s own integration user.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Owner">Who is accountable for it; null: nobody yet, or the caller may not know.</param>
/// <param name="Keys">Its active keys; null: the caller may not know.</param>
/// <param name="Webhook">Where its app hears of what becomes of it; null: there is no webhook, or the caller may not know.</param>
/// <param name="Manage">Whether the caller may own it and make its keys.</param>
public sealed record AppMachineView(string Name, PersonView? Owner, IReadOnlyList<KeyView>? Keys, WebhookView? Webhook, May Manage);

/// <summary>Markdown of publishers, who are strangers: as HTML that shows and does nothing.</summary>
internal static class AppText
{
    private static readonly MarkdownPipeline Markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    private static readonly HtmlSanitizer Sanitizer = Strict();

    public static string Html(string text) => Sanitizer.Sanitize(Markdig.Markdown.ToHtml(text, Markdown));

    private static HtmlSanitizer Strict()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        foreach (var tag in (string[])["p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "a", "br",
            "hr", "table", "thead", "tbody", "tr", "th", "td"]) sanitizer.AllowedTags.Add(tag);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.Add("href");
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedSchemes.Add("https");
        sanitizer.AllowedSchemes.Add("mailto");
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedAtRules.Clear();
        sanitizer.PostProcessNode += (_, node) =>
        {
            if (node.Node is not AngleSharp.Dom.IElement { LocalName: "a" } link) return;
            link.SetAttribute("rel", "noopener noreferrer nofollow");
            link.SetAttribute("target", "_blank");
        };
        return sanitizer;
    }
}
