using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Usher.Data;
using Usher.Delivery.Slack;
using Usher.Web.Demo;
using Usher.Web.Hosting;

namespace Usher.Web.Commands;

/// <summary><c>usher demo</c>: a whole world on one machine, to try everything as everybody.</summary>
public static class DemoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var urls = new Option<string[]>("--urls") { Description = "Where to listen", DefaultValueFactory = _ => ["http://127.0.0.1:5080"] };
        var data = new Option<string?>("--data") { Description = "The demo's data folder (default: usher-demo in your application data)" };
        var command =
            new Command("demo", "Serve a demo: two customers with their people and calls") { urls, data, CommandOutput.JsonOption };
        command.SetAction(async (parsed, ct) =>
        {
            var output = CommandOutput.Of(parsed);
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables();
            // A demo never touches a real database, whatever the environment says.
            configuration.AddInMemoryCollection([new("Usher:Data", parsed.GetValue(data)), new("ConnectionStrings:Usher", ""),
                new("Audit:KeyFile", "")]);
            var settings = UsherSettings.Read(configuration.Build(), isDemo: true);
            var clock = new MovableClock();
            var card = DemoCard.Find(settings.DataFolder);
            if (card is null) ForgetUnfinished(settings.DataFolder);
            await using var app = UsherHost.Build(settings, parsed.GetValue(urls)!, builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Services.AddSingleton(clock);
                builder.Services.AddSingleton<DemoWorld>();
            });
            await app.Services.GetRequiredService<Store>().Prepare(ct);
            if (!await AuditCommand.Fits(output, app.Services, ct)) return Exit.Refused;
            if (card is null)
            {
                var now = clock.GetUtcNow();
                card = await output.Working("Creating the demo",
                    measure => app.Services.GetRequiredService<DemoWorld>().Make(now,
                    (_, all) => { measure.Total = all; measure.Advance(); }, ct));
                clock.Run();
                card.Save(settings.DataFolder);
            }

            app.MapDemo(card);
            await app.StartAsync(ct);
            Welcome(output, card, [.. app.Urls], settings.Slack);
            await app.WaitForShutdownAsync(ct);
            return Exit.Done;
        });
        return command;
    }

    /// <summary>A world whose making was cut off is made again: what the demo itself wrote goes, foreign files stay.</summary>
    private static void ForgetUnfinished(string folder)
    {
        if (!System.IO.Directory.Exists(folder)) return;
        foreach (var name in new[] { "usher.db", "usher.db-wal", "usher.db-shm", "audit.key" })
            File.Delete(Path.Combine(folder, name));
        var heads = Path.Combine(folder, "heads");
        if (!System.IO.Directory.Exists(heads)) return;
        foreach (var file in System.IO.Directory.EnumerateFiles(heads, "*.heads")) File.Delete(file);
    }

    private static void Welcome(CommandOutput output, DemoCard card, IReadOnlyList<string> urls, SlackAddress? slack)
    {
        var people = People().Select(p => (p.Email, p.Name, p.Role, Link: $"{urls[0]}/demo/sign-in?token={card.TokenOf(p.Email)}"))
            .ToList();
        if (output.IsJson)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { urls, people = people.Select(p => new { email = p.Email, link = p.Link }),
                keys = card.Keys }));
            return;
        }

        var console = AnsiConsole.Console;
        console.WriteLine();
        var at = urls[0];
        console.MarkupLineInterpolated($"[bold]Usher[/] serves the demo at [underline]{at}[/]. Open a link to sign in as that person:");
        foreach (var (email, _, role, link) in people)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{email}[/]  {role}");
            Console.Out.WriteLine(link);
        }

        var notes = slack is null
            ? "This demo has no Slack: notes go to the inbox of each person."
            : $"Notes also go to Slack: {new Uri(slack.Api, "/")} shows them.";
        Console.Out.WriteLine($"""

            Push a call:
            curl -X POST {at}/api/calls -H 'Authorization: Bearer {card.Keys["harbor.recorder"]}' -H '{Json}' -d '{Example()}'

            Ask for a decision:
            curl -X POST {at}/access/v1/evaluation -H 'Authorization: Bearer {card.Keys["platform"]}' -H '{Json}' \
                -H 'Prefer: explain' -d '{Question}'

            {notes} Ctrl-C stops it.
            """);
    }

    private const string Json = "Content-Type: application/json";

    private const string Question =
        """{"subject":{"type":"user","id":"custom@harbor.example"},"action":{"name":"configure"},"resource":""" +
        """{"type":"app","id":"signage","properties":{"customer":"harbor"}}}""";

    private static string Example() => JsonSerializer.Serialize(new
    {
        recorderId = "try-1",
        title = "Freezer shelves for Northgate",
        host = "user@harbor.example",
        start = TimeProvider.System.GetUtcNow().AddMinutes(-40).ToString("yyyy-MM-ddTHH:mm:ssZ"),
        durationSeconds = 300,
        account = "Northgate Hotels",
        attendees = new[] { new { name = "Dylan Adebayo", email = "user@harbor.example" },
            new { name = "Tom", email = "tom@northgate.example" } },
        turns = new[]
        {
            new { speaker = "Dylan Adebayo", at = 0,
                text = "Thanks for making the time, Tom. Shall we go with the two shelves at four hundred pounds each?" },
            new { speaker = "Tom", at = 9, text = "Okay, we go with two. Can they be here before the first of the month?" },
            new { speaker = "Dylan Adebayo", at = 15, text = "I will send you the order form by Thursday and book the van for Monday." },
        },
    });

    private static IEnumerable<(string Email, string Name, string Role)> People()
    {
        foreach (var slug in DemoCustomer.Slugs)
        {
            var customer = DemoCustomer.Read(slug);
            foreach (var person in customer.People.Take(7))
                yield return (person.Email, $"{person.First} {person.Last}",
                    $"{person.First} {person.Last}, {customer.Name}: {Role(person)}");
        }

        foreach (var (email, name, role) in DemoStaff.All)
            yield return (email, name, $"{name}, the vendor: {Access.Roles.Name(Access.Roles.Column(role))}");
    }

    private static string Role(DemoPerson person) =>
        person.Connect == "customer-admin" ? "Customer Admin"
        : person.CustomRoles.Count > 0 ? "custom role (signage)"
        : person.Insights switch { "user-admin" => "User Admin", "editor" => "Editor", "organization-admin" => "Organization Admin",
            _ => person.Email.StartsWith("user@", StringComparison.Ordinal) ? "User" : "Default User" };
}
