using System.Collections.Immutable;
using Usher.Access;
using Usher.Data;
using Usher.Directory;
using Usher.Directory.Worlds;
using Usher.Machines;
using Usher.Platform;

namespace Usher.Tests.AuthZen;

/// <summary>The facts of a world where a server looks for those of its database, with keys and with changes to them.</summary>
public sealed class WorldFacts(World world) : IAccessFacts
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<Guid, CustomerFacts> _customers = world.Customers.ToImmutableDictionary(c => c.Id, c => c.Facts);
    private ImmutableList<KeyFacts> _platformKeys = [];
    private long _version = 1;

    /// <summary>Called when the world has changed, before whoever changed it hears of it.</summary>
    public Action<Guid, long> Changed { get; set; } = (_, _) => { };

    public World World => world;

    public Task<CustomerFacts?> Customer(UsherDb db, Guid customer, CancellationToken ct) => Task.FromResult(_customers.GetValueOrDefault(customer));

    public Task<PlatformSnapshot> Platform(UsherDb db, CancellationToken ct)
    {
        lock (_lock) return Task.FromResult(new PlatformSnapshot(_version, [.. world.Platform.Staff.Select(s => s.StaffMember!)], _platformKeys));
    }

    public Task<Guid?> CustomerBySlug(UsherDb db, string slug, CancellationToken ct) =>
        Task.FromResult(_customers.Values.Where(c => c.Slug == slug).Select(c => (Guid?)c.Id).FirstOrDefault());

    public void Change(string slug, Func<CustomerFacts, CustomerFacts> change)
    {
        lock (_lock)
        {
            var before = _customers.Values.Single(c => c.Slug == slug);
            var after = change(before) with { Version = before.Version + 1 };
            _customers = _customers.SetItem(after.Id, after);
            Changed(after.Id, after.Version);
        }
    }

    /// <summary>A key of someone in a customer: its text.</summary>
    /// <param name="slug">The customer.</param>
    /// <param name="holder">An integration user's name or a user's e-mail.</param>
    /// <param name="limit">What it carries; null: all that its holder has.</param>
    /// <param name="expires">Null: never here.</param>
    /// <param name="scopes">The scopes of an integration user's key; null: all of it.</param>
    public string Key(string slug, string holder, PermissionSet? limit = null, DateTimeOffset? expires = null, IReadOnlyList<string>? scopes = null)
    {
        var customer = world.Customer(slug)!;
        var actor = customer.IntegrationUser(holder) ?? customer.User(holder)!;
        var text = KeyText.New(customer.Id, Guid.CreateVersion7());
        Change(slug, facts => facts with { Keys = [.. facts.Keys, new(text.Id, actor.Id, actor.Kind, holder, text.Hash(), limit, expires ?? DateTimeOffset.MaxValue) { Scopes = scopes is null ? null : [.. scopes.Select(scope => KeyScope.Parse(scope)!)] }] });
        return text.ToString();
    }

    /// <summary>A key of the platform: its text.</summary>
    public string PlatformKey(params ReadOnlySpan<Permission> scopes)
    {
        var limit = default(PermissionSet);
        foreach (var scope in scopes) limit = limit.With(scope);
        var text = KeyText.New(Guid.Empty, Guid.CreateVersion7());
        AddPlatformKey(new(text.Id, text.Id, ActorKind.PlatformKey, "platform", text.Hash(), limit, DateTimeOffset.MaxValue));
        return text.ToString();
    }

    /// <summary>A personal key of a member of staff: its text.</summary>
    public string StaffKey(string email)
    {
        var text = KeyText.New(Guid.Empty, Guid.CreateVersion7());
        AddPlatformKey(new(text.Id, world.Platform.StaffMember(email)!.Id, ActorKind.Staff, email, text.Hash(), null, DateTimeOffset.MaxValue));
        return text.ToString();
    }

    /// <summary>Takes a key away.</summary>
    public void Revoke(string text)
    {
        var key = KeyText.Parse(text)!.Value;
        if (key.Customer != Guid.Empty)
        {
            Change(_customers[key.Customer].Slug, facts => facts with { Keys = [.. facts.Keys.Where(k => k.Id != key.Id)] });
            return;
        }

        lock (_lock)
        {
            _platformKeys = _platformKeys.RemoveAll(k => k.Id == key.Id);
            Changed(Guid.Empty, ++_version);
        }
    }

    private void AddPlatformKey(KeyFacts key)
    {
        lock (_lock)
        {
            _platformKeys = _platformKeys.Add(key);
            Changed(Guid.Empty, ++_version);
        }
    }
}
