using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Platform;

namespace Usher.Tests.Stores;

public sealed record FoundWard(Guid Id, string Slug) : Change<Guid, Guid>, IFoundsCustomer
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override Task<Found<Guid>?> Find(Work work) => Task.FromResult<Found<Guid>?>(new(Target.Platform, Id));

    public override Task<Guid> Run(Work work, Guid found)
    {
        work.Db.Add(new Ward { Id = Id, Slug = Slug });
        return Task.FromResult(Id);
    }
}

public sealed record AddThing(string Name, string? Secret = null) : Change<Guid, Guid>
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override Task<Found<Guid>?> Find(Work work) => Task.FromResult<Found<Guid>?>(new(Target.Of(work.Customer), work.NewId()));

    public override Task<Refusal?> Check(Work work, Guid found) => Task.FromResult<Refusal?>(Name.Length == 0 ? new NoName() : null);

    public override Task<Guid> Run(Work work, Guid found)
    {
        work.Db.Add(new Thing { Id = found, Name = Name, Secret = Secret, Seen = work.Now });
        return Task.FromResult(found);
    }
}

public sealed record ChangeThing(Guid Id, string? Name, string? Secret = null) : Change<Thing, int>
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override async Task<Found<Thing>?> Find(Work work) =>
        await work.Db.Set<Thing>().FirstOrDefaultAsync(t => t.Id == Id) is { } thing ? new(Target.Of(work.Customer), thing) : null;

    public override Task<Refusal?> Check(Work work, Thing found) => Task.FromResult(work.Stale(found));

    public override Task<int> Run(Work work, Thing found)
    {
        found.Name = Name ?? found.Name;
        found.Secret = Secret ?? found.Secret;
        return Task.FromResult(found.Revision);
    }
}

public sealed record RemoveThing(Guid Id) : Change<Thing, string>
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override async Task<Found<Thing>?> Find(Work work) =>
        await work.Db.Set<Thing>().FirstOrDefaultAsync(t => t.Id == Id) is { } thing ? new(Target.Of(work.Customer), thing) : null;

    public override Task<string> Run(Work work, Thing found)
    {
        work.Db.Remove(found);
        return Task.FromResult(found.Name);
    }
}

public sealed record AddMember(string Email, ConnectRole Role = ConnectRole.User) : Change<Guid, Guid>
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override Task<Found<Guid>?> Find(Work work) => Task.FromResult<Found<Guid>?>(new(Target.Of(work.Customer), work.NewId()));

    public override Task<Guid> Run(Work work, Guid found)
    {
        work.Db.Add(new Member { Id = found, Email = Email, Role = Role });
        return Task.FromResult(found);
    }
}

public sealed record SetMember(Guid Id, ConnectRole Role, bool Active = true) : Change<Member, bool>
{
    public override Permission Needs => Permission.CustomerSetUp;

    public override async Task<Found<Member>?> Find(Work work) =>
        await work.Db.Set<Member>().FirstOrDefaultAsync(t => t.Id == Id) is { } member ? new(Target.Of(work.Customer), member) : null;

    public override Task<bool> Run(Work work, Member found)
    {
        found.Role = Role;
        found.Active = Active;
        return Task.FromResult(true);
    }
}

/// <summary>What only a Customer Admin may do here.</summary>
public sealed record LookAround : Query<int, int>
{
    public override Permission Needs => Permission.UserView;

    public override Task<Found<int>?> Find(Work work) => Task.FromResult<Found<int>?>(new(Target.Of(work.Customer), 0));

    public override Task<int> Run(Work work, int found) => work.Db.Set<Thing>().CountAsync();
}

public sealed record NoName() : Refusal("It needs a name.");
