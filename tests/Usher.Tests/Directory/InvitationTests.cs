using Usher.Access;
using Usher.Directory;
using Usher.Governance;
using Usher.Identity;
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
    public async Task A_sign_in_is_the_persons_own_act_in_the_log()
    {
        await using var town = await Town.Open();
        var nina = await town.Newcomer("nina");
        await town.Accept("nina");
        (await town.SignIn("nina@harbor.example", Town.Password)).Refused.ShouldBeNull();
        var line = (await town.Read("customeradmin", new ReadConnectAudit(new() { Act = "SignIn", Subject = nina }))).Lines.ShouldHaveSingleItem();
        (line.Actor, line.ActorName).ShouldBe((nina, "Nina Example"));
    }
}
