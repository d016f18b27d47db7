using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Usher.Calls;
using Usher.Delivery.Mail;
using Usher.Delivery.Slack;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Digests;

/// <summary>
/// Writes e-mails about calls: of each the title, the facts and where to read it, and what its summary quotes where the organization lets
/// them. What was said is text: nothing in it becomes markup.
/// </summary>
public sealed class CallMailWriter(PublicAddress console, MailLinks links)
{
    private const int MostCalls = 25;
    private const int MostLines = 4;
    private const int LongestTitle = 150;
    private const int LongestLine = 300;

    /// <summary>Writes one.</summary>
    /// <param name="work">In the customer of the calls.</param>
    /// <param name="id">The message's id, the same at every attempt.</param>
    /// <param name="reader">Who reads it, and their address.</param>
    /// <param name="calls">At least one call, all of which they may read of.</param>
    internal async Task<MailMessage> Write(Work work, Guid id, (Guid Reader, string Address) reader, List<MailedCall> calls)
    {
        var customer = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.Name).FirstAsync();
        var text = new MailText().Say("Hello,").Say(calls.Count == 1
            ? $"There is a new call at {customer}:"
            : $"There are {calls.Count.ToString("N0", CultureInfo.InvariantCulture)} new calls at {customer}:");
        foreach (var (call, summary) in calls.Take(MostCalls))
        {
            text.Say(string.Join('\n',
            [
                Title(call), SlackNote.Facts(call, CallItems.Person(work.Customer, call.OwnerId).Name),
                .. SlackNote.Lines(summary).Take(MostLines).Select(line => SlackText.Cut(line, LongestLine)),
            ]));
            if (console.IsSet) text.Link("Open the call", $"{console.Base}/calls/{call.Id}");
        }

        if (calls.Count > MostCalls) text.Say($"And {(calls.Count - MostCalls).ToString("N0", CultureInfo.InvariantCulture)} more.");
        if (console.IsSet && calls.Count > 1) text.Link("See all calls", $"{console.Base}/calls");
        var stop = links.Address(work.Db.CustomerId, reader.Reader, MailTopic.Calls, work.Now);
        if (stop is not null) text.Link("Stop e-mails about calls", stop);
        else text.Say("You can choose in your profile which e-mails you get.");
        return new(id, reader.Address, $"Usher at {customer}: {(calls is [var (only, _)] ? MailText.Clean(Title(only)) : $"{calls.Count} new calls")}", text)
        {
            Unsubscribe = stop?.StartsWith("https://", StringComparison.Ordinal) == true ? stop : null,
        };
    }

    private static string Title(Call call) => SlackText.Cut(call.Title, LongestTitle);
}
