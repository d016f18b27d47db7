using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Identity;
using Usher.Machines;
using Usher.Platform;
using Usher.Platform.Audit;
using Usher.Tests.Architecture;

namespace Usher.Tests.Directory;

/// <summary>Somebody who was brought in: invited until they first sign in.</summary>
public class InvitationTests
{
    [Fact]
    public async Task Whoever_was_added_is_invited_until_the_first_sign_in_and_can_be_sent_the_invitation_again_until_then()
    {
        await using var town = await Town.Open();
        var nina = await town.Newcomer("nina");
        var view = await town.Read("useradmin", new ViewUser(nina));
        view.Invited.ShouldBeTrue();
        view.Can["resend"].Allowed.ShouldBeTrue();
        await town.Do("useradmin", new ResendInvitation(nina));
        (await town.Try("default", new ResendInvitation(nina))).ShouldBeOfType<NotAllowed>();

        await town.Accept("nina");
        (await town.Read("useradmin", new ViewUser(nina))).Invited.ShouldBeFalse();
        (await town.Try("useradmin", new ResendInvitation(nina))).ShouldBeOfType<SignedInAlready>();
    }

    [Fact]
    public async Task An_invitation_says_when_it_expires_and_is_withdrawn_until_it_is_accepted()
    {
        await using var town = await Town.Open();
        var nina = await town.Do("useradmin", new InviteUser(new("nina@harbor.example", "Nina")));
        town.Call("nina", nina);
        (await town.Read("useradmin", new ViewUser(nina))).Can["withdrawInvitation"].Allowed.ShouldBeTrue();
        (await town.Try("default", new WithdrawInvitation(nina))).ShouldBeOfType<NotAllowed>();
        var token = (await town.Do(town.As("host"), new MakeUserLink("nina@harbor.example"))).Token!;
        (await town.Read("useradmin", new ViewUser(nina))).InvitationExpires.ShouldBe(town.Now.AddDays(7));
        await town.Do("useradmin", new WithdrawInvitation(nina));
        (await town.SetPassword(token, Town.Password)).Refused.ShouldNotBeNull("its link no longer works");
        (await town.Try("useradmin", new ResendInvitation(nina))).ShouldBeOfType<PersonDeactivated>();

        // Who only invites does not undo what staff gave.
        var tom = await town.Do("support", new AddUser(new("tom@harbor.example", "Tom"), ConnectRole.User, [], ["north"]));
        (await town.Try("useradmin", new WithdrawInvitation(tom))).ShouldBeOfType<InvitedWithMore>();
        await town.Do("support", new WithdrawInvitation(tom));
        await town.Accept("subject");
        (await town.Try("support", new WithdrawInvitation(town["subject"]))).ShouldBeOfType<SignedInAlready>();
    }

    [Fact]
    public async Task A_new_invitation_makes_the_one_before_void()
    {
        await using var town = await Town.Open();
        var nina = await town.Newcomer("nina");
        var token = (await town.Do(town.As("host"), new MakeUserLink("nina@harbor.example"))).Token!;
        await town.Do("useradmin", new ResendInvitation(nina));
        (await town.SetPassword(token, Town.Password)).Refused.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_sign_in_is_the_persons_own_act_in_the_log()
    {
        await using var town = await Town.Open();
        var nina = await town.Newcomer("nina");
        await town.Accept("nina");
        (await town.SignIn("nina@harbor.example", Town.Password)).Refused.ShouldBeNull();
        var line = (await town.Read("customeradmin", new ReadConnectAudit(new() { Act = "SignIn", Subject = nina }))).Lines.ShouldHaveSingleItem();
        (line.Actor, line.ActorName).ShouldBe((nina, "Nina Example"));
    }

    [Fact]
    public async Task A_password_set_by_a_link_and_the_keys_that_it_revokes_elsewhere_are_the_persons_own_act_in_the_log()
    {
        await using var town = await Town.Open();
        var nina = await town.Newcomer("nina");
        await town.Do(town.As("support", Town.Lakeside), new AddUser(new("nina@harbor.example", "Nina", "Example"), ConnectRole.User, [], ["north"]));
        Guid there;
        await using (var db = town.Store.Context(Town.Lakeside)) there = db.Users.Single(u => u.Email == "nina@harbor.example").Id;
        await town.Do(new Caller(ActorKind.User, there, Town.Lakeside, Door.Console), new MakePersonalKey("there", ["profile/edit"], 30));
        await town.Accept("nina");
        var set = (await town.Read("customeradmin", new ReadConnectAudit(new() { Act = "SetPassword", Subject = nina }))).Lines.ShouldHaveSingleItem();
        (set.Actor, set.ActorName).ShouldBe((nina, "Nina Example"));
        (await town.Rows<AuditEntry>(Town.Lakeside)).Where(entry => entry.Act == "RevokePersonalKeys").ShouldHaveSingleItem().ActorId.ShouldBe(there);
    }
}
