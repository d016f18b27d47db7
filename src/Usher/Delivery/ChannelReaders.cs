using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Who would read what is posted to a channel, held against who may (rules 12, 15, 22).</summary>
internal static class ChannelReaders
{
    /// <summary>
    /// Why the channel may not get the call; null when all its members may see it, once it is delivered: nobody is a guest or unknown, and
    /// nobody would see it only through what they configured themselves.
    /// </summary>
    public static async Task<ChannelProblem?> Against(Work work, Channel channel, CallFacts? call)
    {
        if (channel.Problem is { } problem and not ChannelProblem.HasConfigurer) return problem;
        if (channel.Guests > 0) return ChannelProblem.HasUnmapped;
        var members = await Members(work, channel);
        if (members.Any(member => work.Customer.User(member) is not { User.Active: true })) return ChannelProblem.HasUnmapped;
        return await Configurers(work, channel, members) is { Count: > 0 } configurers && !AllSee(work, configurers, call)
            ? ChannelProblem.HasConfigurer
            : null;
    }

    /// <summary>Those in the channel who get no sight by it: they connected it or set it as the destination.</summary>
    public static async Task<IReadOnlyList<Guid>> Configurers(Work work, Channel channel, IReadOnlyList<Guid>? members = null)
    {
        members ??= await Members(work, channel);
        var configurers = await work.Db.Set<ChannelConfigurer>().AsNoTracking().Where(c => c.ChannelId == channel.Id)
            .Select(c => c.UserId).ToListAsync();
        return [.. configurers.Where(members.Contains)];
    }

    /// <summary>Whether each of them sees the call without the channel.</summary>
    public static bool AllSee(Work work, IEnumerable<Guid> people, CallFacts? call) => call is not null
        && people.All(id => work.Customer.User(id) is { User.Active: true } person && CallVisibility.IsVisible(person, call, work.Now));

    /// <summary>What was just read counts too, though it is not saved yet; what is to be removed is not among the local ones.</summary>
    private static async Task<IReadOnlyList<Guid>> Members(Work work, Channel channel)
    {
        await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == channel.Id).LoadAsync();
        return [.. work.Db.Set<ChannelMember>().Local.Where(m => m.ChannelId == channel.Id).Select(m => m.UserId)];
    }
}
