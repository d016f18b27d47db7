using Microsoft.EntityFrameworkCore;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery.Mail;

/// <summary>
/// Writes the e-mail about one notice or several of a kind: what they say, where to look, and how to stop such e-mails where one may.
/// </summary>
public sealed class NoticeMail(PublicAddress console, MailLinks links)
{
    /// <summary>Writes it.</summary>
    /// <param name="work">In the customer that it is about, or on the platform.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="to">Who reads it, and their address.</param>
    /// <param name="kind">The kind of notice.</param>
    /// <param name="at">When the notice came.</param>
    /// <param name="says">What it says; of several, each, or the first of them.</param>
    /// <param name="count">How many there are.</param>
    internal async Task<MailMessage> Write(Work work, Guid id, (Guid Reader, string Address) to, Notice kind, DateTimeOffset at,
        IReadOnlyList<string> says, int count = 1)
    {
        var customer = await work.Db.Customers.Where(c => c.Id == work.Db.CustomerId).Select(c => c.Name).FirstOrDefaultAsync();
        var (subject, lead, called) = Words(kind.Topic, customer is null ? "" : $" at {customer}");
        var text = new MailText().Say("Hello,").Say(lead).Say(says);
        if (count > says.Count) text.Say($"And {count - says.Count} more.");
        if (console.IsSet && !kind.IsFarewell) text.Link("See it in your inbox", $"{console.Base}/inbox");
        var stop = kind.IsGrave ? null : links.Address(work.Db.CustomerId, to.Reader, kind.Topic, at);
        if (stop is not null) text.Link($"Stop e-mails about {called}", stop);
        else text.Say(kind.IsGrave ? "Notices like this one are always sent by e-mail." : "You can choose in your profile which e-mails you get.");
        return new(id, to.Address, $"Usher{(customer is null ? "" : $" at {customer}")}: {subject}{(count > 1 ? $" ({count})" : "")}", text)
        {
            // A mail client turns it off by itself, over https only (RFC 8058, 3.1).
            Unsubscribe = stop?.StartsWith("https://", StringComparison.Ordinal) == true ? stop : null,
        };
    }

    /// <summary>The subject, how it begins, and what such e-mails are called where one stops them.</summary>
    private static (string Subject, string Lead, string Called) Words(MailTopic topic, string at) => topic switch
    {
        MailTopic.AppRequests => ("an app you requested", $"There is news about an app that you requested{at}:", "app requests"),
        MailTopic.AppProblems => ("an app needs attention", $"This is about an app{at}:", "problems of apps"),
        MailTopic.Decisions => ("a request is waiting", $"This is waiting for a decision{at}:", "requests that wait for your decision"),
        MailTopic.Reports => ("a scheduled report", $"This is about a scheduled report{at}:", "scheduled reports"),
        MailTopic.Comments => ("a comment on a call", $"There is a comment for you{at}:", "comments"),
        _ => ("a notice about access", $"Your access {(at.Length == 0 ? "to Usher" : at[1..])} changed:", "changes of your access"),
    };
}
