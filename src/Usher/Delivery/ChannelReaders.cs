using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Platform;

namespace Usher.Delivery;

/// <summary>Who would read what is posted to a channel, held against who may (rules 12, 15, 22).</summary>
/// <param name="Problem">What keeps everything from it; null: nothing does.</param>
/// <param name="Configurers">
/// Those in the channel who get no sight by it: they connected it or set it as the destination, or are known there by an identity alone.
/// </param>
internal sealed record ChannelReaders(ChannelProblem? Problem, IReadOnlyList<Guid> Configurers)
{
    /// <summary>Who reads the channel now. What was just read counts too, though it is not saved yet.</summary>
    public static async Task<ChannelReaders> Of(Work work, Channel channel)
    {
        if (channel.Problem is { } problem and not ChannelProblem.HasConfigurer) return new(problem, []);
        await work.Db.Set<ChannelMember>().Where(m => m.ChannelId == channel.Id).LoadAsync();
        // What is to be removed is not among the local ones.
        var local = work.Db.Set<ChannelMember>().Local.Where(m => m.ChannelId == channel.Id).ToList();
        var members = local.Select(m => m.UserId).ToHashSet();
        if (channel.Guests > 0 || members.Any(member => work.Customer.User(member) is not { User.Active: true }))
            return new(ChannelProblem.HasUnmapped, []);
        var configurers = await work.Db.Set<ChannelConfigurer>().AsNoTracking().Where(c => c.ChannelId == channel.Id)
            .Select(c => c.UserId).ToListAsync();
        return new(null, [.. configurers.Where(members.Contains).Union(local.Where(m => m.ByIdentity).Select(m => m.UserId))]);
    }

    /// <summary>
    /// Why the channel may not get the call; null when all its members may see it, once it is delivered: nobody is a guest or unknown, and
    /// nobody would see it only through what they configured themselves.
    /// </summary>
    public ChannelProblem? Against(Work work, CallFacts? call) => Problem
        ?? (call is not null && Configurers.All(id => work.Customer.User(id) is { } person && CallVisibility.IsVisible(person, call, work.Now))
            ? null
            : ChannelProblem.HasConfigurer);
}
