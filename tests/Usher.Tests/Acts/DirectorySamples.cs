using Microsoft.EntityFrameworkCore;
using Usher.Access;
using Usher.Directory;
using Usher.Marketplace;
using Usher.Platform;
using Usher.Tests.Directory;
using static Usher.Tests.Acts.Sample;

namespace Usher.Tests.Acts;

/// <summary>Customers, staff, levels, seats and teams.</summary>
internal static class DirectorySamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<GrantStaffRole>("super", "support-user/grant", _ => new(StaffRole.SupportUser, "third@usher.example", "Third Support")) with { Customer = Guid.Empty },
        Of<EndStaffRole>("super", "support-user/grant", _ => new(StaffRole.SupportUser, "second@usher.example")) with { Customer = Guid.Empty },
        Of<ListStaff>("super", "support-user/grant", _ => new()) with { Customer = Guid.Empty },
        Of<CreateCustomer>("super", "customer/create", _ => new("meadow", "Meadow")) with { Customer = Town.Meadow },
        Of<SetUpCustomer>("host", SetUp, _ => Town.OfMeadow()) with { Customer = Town.Meadow },
        Of<SeedCatalogue>("host", SetUp, _ => new()) with { Customer = Guid.Empty },
        Of<EditCustomer>("support", "customer/edit", _ => new("Harbor Goods", ["harbor.example"], "001Ab000004fTzF")),
        Of<CloseCustomer>("super", "customer/close", _ => new()) with { By = (_, caller) => caller with { Note = "The contract ended." } },
        Of<ReopenCustomer>("super", "customer/close", _ => new(), Close),
        Of<ProvisionSeats>("super", "licence/provision", _ => new(30)),
        Of<ListCustomers>("super", "customer/view", _ => new()) with { Customer = Guid.Empty },
        Of<ViewCustomer>("customeradmin", "customer/view", _ => new()),
        Of<ViewLevels>("orgadmin", "access-level/manage", _ => new()),
        Of<ViewLevelChoices>("orgadmin", "access-level/manage", t => new(t["subject"])),
        Of<SetLevel>("orgadmin", "access-level/manage", t => new(t["subject"], InsightsRole.UserAdmin, null, null)),
        Of<RequestAccess>("user", "access-request/create", _ => new(null, InsightsRole.Editor, null, null)),
        Of<ListRequests>("orgadmin", "access-request/create", _ => new()),
        Of<ApproveRequest>("orgadmin", "access-level/approve", t => new(t["request"])),
        Of<DeclineRequest>("orgadmin", "access-level/approve", t => new(t["request"], "Not now.")),
        Of<ViewRequestChoices>("user", "access-request/create", _ => new()),
        Of<WithdrawRequest>("user", "access-request/create", t => new(t["withdrawn"]), t => Asked(t, "withdrawn", new(null, CustomRole: "signage-admin"))),
        Of<ApproveRoleRequest>("customeradmin", "role/assign", t => new(t["asked"]), t => Asked(t, "asked", new(null, CustomRole: "signage-admin"))),
        Of<DeclineRoleRequest>("customeradmin", "role/assign", t => new(t["asked"], "Not now."), t => Asked(t, "asked", new(null, Role: ConnectRole.CustomerAdmin))),
        Of<ApproveTenantRequest>("support", "tenant/assign", t => new(t["asked"]), t => Asked(t, "asked", new(null, Tenants: ["south"]))),
        Of<DeclineTenantRequest>("support", "tenant/assign", t => new(t["asked"], "Not now."), t => Asked(t, "asked", new(null, Tenants: ["south"]))),
        Of<FileRequest>("recorder", "decision/ask", t => new(t["user"], new(null, CustomRole: "signage-admin")), MayAsk),
        Of<ViewFiledRequest>("recorder", "decision/ask", t => new(t["filed"]), Filed),
        Of<WithdrawFiledRequest>("recorder", "decision/ask", t => new(t["filed"]), Filed),
        Of<ViewSeats>("useradmin", "licence/view", _ => new()),
        Of<GiveSeat>("useradmin", "licence/assign", t => new(t["subject"])),
        Of<TakeSeat>("useradmin", "licence/assign", t => new(t["subject"]), t => t.Do("useradmin", new GiveSeat(t["subject"]))),
        Of<ChangeSeats>("useradmin", "licence/assign", t => new([t["subject"]], [])),
        Of<PreviewSeats>("useradmin", "licence/assign", t => new([t["subject"]], [])),
        Of<ViewSeatAllocation>("useradmin", "licence/view", _ => new()),
        Of<ListSeatRequests>("useradmin", "licence/view", _ => new()),
        Of<ApproveSeatRequest>("orgadmin2", "licence/approve", t => new(t["seat-request"]), t => SeatsAsked(t, "orgadmin")),
        Of<DeclineSeatRequest>("orgadmin2", "licence/approve", t => new(t["seat-request"], "Not now."), t => SeatsAsked(t, "orgadmin")),
        Of<WithdrawSeatRequest>("useradmin", "licence/assign", t => new(t["seat-request"]), t => SeatsAsked(t, "useradmin")),
        Of<ViewSettings>("orgadmin", "organization/configure|security/configure", _ => new()),
        Of<EditOrganization>("orgadmin", "organization/configure", _ => new(MajorSeats: 20)),
        Of<EditSecurity>("orgadmin", "security/configure", _ => new(TranscriptAudience.OwnerOnly)),
        Of<ListTeams>("orgadmin", "destination/configure", _ => new()),
        Of<ListTeamMembers>("orgadmin", "team/manage", t => new(t["sales"])),
        Of<ListChannelMembers>("orgadmin", "team/manage", t => new(t["sales"], t["deals"])),
        Of<ViewTeam>("orgadmin", "destination/configure", t => new(t["sales"])),
        Of<CreateTeam>("orgadmin", "team/manage", _ => new("Renewals")),
        Of<ListTeamSetUps>("useradmin", "licence/assign|destination/configure", _ => new()),
        Of<ViewMyPeople>("default", "profile/edit", _ => new()),
        Of<RenameTeam>("orgadmin", "team/manage", t => new(t["sales"], "Sales West")),
        Of<ArchiveTeam>("orgadmin", "team/manage", t => new(t["support-desk"])),
        Of<AddTeamMember>("orgadmin", "team/manage", t => new(t["sales"], t["subject"])),
        Of<RemoveTeamMember>("orgadmin", "team/manage", t => new(t["sales"], t["default"])),
        Of<MoveTeamMember>("orgadmin", "team/manage", t => new(t["sales"], t["default"], t["support-desk"])),
        Of<BindChannel>("orgadmin", "team/manage", t => new(t["sales"], "C0NEW", "renewals")),
        Of<UnbindChannel>("orgadmin", "team/manage", t => new(t["sales"], t["deals"])),
        Of<SetDestination>("orgadmin", "destination/configure", t => new(t["sales"], false, null)),
    ];

    /// <summary>The request of somebody, who is asked about under this name then.</summary>
    private static async Task Asked(Town town, string name, RequestAccess request)
    {
        if (request.Tenants is not null) await town.Do("support", new AssignTenants(town["user"], ["north"]));
        town.Call(name, await town.Do("user", request));
    }

    /// <summary>Somebody's change of two seats waits, where more than one is a major change.</summary>
    private static async Task SeatsAsked(Town town, string who)
    {
        await town.Do("orgadmin", new EditOrganization(MajorSeats: 1));
        town.Call("seat-request", (await town.Do(who, new ChangeSeats([town["user"], town["default"]], []))).Request!.Value);
    }

    /// <summary>The recorder asks for decisions too.</summary>
    private static async Task MayAsk(Town town)
    {
        await town.Do("orgadmin", new Usher.Machines.ChangeScopes(town["recorder"], ["call/ingest", "call/read:sales", "decision/ask"]));
        await town.Do("orgadmin2", new Usher.Machines.ApproveIntegration(town["recorder"]));
    }

    private static async Task Filed(Town town)
    {
        await MayAsk(town);
        town.Call("filed", await town.Do("recorder", new FileRequest(town["user"], new(null, CustomRole: "signage-admin"))));
    }

    private static Task Close(Town town) => town.Do(town.As("super") with { Note = "The contract ended." }, new CloseCustomer());

    /// <summary>The Platform Team's own, on the host.</summary>
    public const string SetUp = "customer/set-up";
}

/// <summary>Users and their roles.</summary>
internal static class UserSamples
{
    public static IEnumerable<Sample> All =>
    [
        Of<ListUsers>("customeradmin", "user/view|directory/view", _ => new(new())),
        Of<ViewUser>("customeradmin", "user/view|directory/view", t => new(t["subject"])),
        Of<AddUser>("support", "user/add", _ => new(new("nia@harbor.example", "Nia"), ConnectRole.User, [], ["north"])),
        Of<PreviewImport>("support", "user/add|directory/maintain", _ => new("e-mail,first name\nnia@harbor.example,Nia")),
        Of<ImportUsers>("support", "user/add|directory/maintain", _ => new("e-mail,first name\nnia@harbor.example,Nia")),
        Of<ExportUsers>("customeradmin", "user/view|directory/view", _ => new(new())),
        Of<InviteUser>("useradmin", "directory/maintain", _ => new(new("nia@harbor.example", "Nia"))),
        Of<ResendInvitation>("support", "directory/maintain|user/add", t => new(t["subject"])),
        Of<WithdrawInvitation>("support", "directory/maintain|user/add", t => new(t["subject"])),
        Of<RenameUser>("customeradmin", "user/edit", t => new(t["subject"], "Sue", "Example")),
        Of<DescribeUser>("useradmin", "directory/maintain", t => new(t["subject"], "Buyer", "Stores", "Porto", t["editor"])),
        Of<MaySetMyPicture>("default", "profile/edit", _ => new()),
        Of<SetMyPicture>("default", "profile/edit", _ => new(new Drawn([1, 2], 1, 1))),
        Of<RemovePicture>("useradmin", "directory/maintain", t => new(t["default"]), t => t.Do("default", new SetMyPicture(new([1, 2], 1, 1)))),
        Later<ViewPicture>("default", "profile/edit", async t => new((await t.Rows<UserPicture>()).Single().Key), t => t.Do("default", new SetMyPicture(new([1, 2], 1, 1)))),
        Of<ListIdentities>("useradmin", "directory/view", _ => new()),
        Of<ProposeIdentity>("useradmin", "directory/maintain", t => new(t["subject"], IdentityKind.Recorder, "sue@recorder.example")),
        Of<WithdrawIdentityProposal>("useradmin", "directory/maintain", t => new(t["proposed"]), Proposed),
        Of<DeclineIdentity>("subject", "profile/edit", t => new(t["proposed"]), Proposed),
        Of<ClearIdentity>("useradmin", "directory/maintain", t => new(t["identity"]), t => Proved(t, "subject")),
        Of<ViewMyIdentities>("default", "profile/edit", _ => new()),
        Of<AskForIdentityCode>("default", "profile/edit", _ => new("dee@recorder.example")),
        Later<LookAtIdentityCode>("default", "profile/edit", async t => new(await Code(t, "default"))),
        Later<ProveIdentity>("default", "profile/edit", async t => new(await Code(t, "default"))),
        Of<RemoveMyIdentity>("default", "profile/edit", t => new(t["identity"]), t => Proved(t, "default")),
        Of<DeactivateUser>("customeradmin", "user/deactivate", t => new(t["subject"])),
        Of<ReactivateUser>("customeradmin", "user/deactivate", t => new(t["subject"]), t => t.Do("customeradmin", new DeactivateUser(t["subject"]))),
        Of<AssignConnectRole>("customeradmin", "role/assign", t => new(t["subject"], ConnectRole.CustomerAdmin, null)),
        Of<AssignCustomRoles>("customeradmin", "role/assign", t => new(t["subject"], ["signage-admin"])),
        Of<AssignTenants>("support", "tenant/assign", t => new(t["subject"], ["north"])),
        Of<ListCustomRoles>("customeradmin", "custom-role/manage", _ => new()),
        Of<CreateCustomRole>("customeradmin", "custom-role/manage", _ => new("Menu Admin", ["menu"])),
        Of<ViewCustomRole>("customeradmin", "custom-role/manage", _ => new("signage-admin")),
        Of<EditCustomRole>("customeradmin", "custom-role/manage", _ => new("signage-admin", Apps: ["menu"])),
        Of<DeleteCustomRole>("customeradmin", "custom-role/manage", _ => new("signage-admin", Holders: 1)),
        Of<AppointFirstOrganizationAdmin>("customeradmin", "organization-admin/appoint", t => new(t["ben@meadow"]), t => t.SetUpMeadow()) with
        {
            Customer = Town.Meadow,
            By = (t, _) => t.As("ada@meadow"),
        },
        Of<ViewReplacement>("customeradmin", "organization-admin/appoint", _ => new()),
        Of<ProposeReplacement>("support", "organization-admin/appoint", t => new(t["editor"]), LostAdmins.Lose),
        Of<ConfirmReplacement>("customeradmin", "organization-admin/appoint", t => new(t["proposal"]), t => LostAdmins.Propose(t, days: 31)),
        Of<ConfirmReplacementOnHost>("host", DirectorySamples.SetUp, _ => new(), t => LostAdmins.Propose(t)),
        Of<WithdrawReplacement>("customeradmin", "organization-admin/appoint", t => new(t["proposal"], "Not them."), t => LostAdmins.Propose(t)),
    ];

    /// <summary>A code that somebody asked for to an address at a recorder, as it is mailed there; the one before works no more.</summary>
    public static async Task<string> Code(Town town, string who, string address = "host@recorder.example")
    {
        var me = town[who];
        return (await town.Gate.Effect(Town.Harbor, "Arrange", Section.Insights, async work =>
        {
            foreach (var former in await work.Db.Set<IdentityCode>().Where(c => c.UserId == me).ToListAsync()) former.Hash = null;
            var code = new IdentityCode { Id = work.NewId(), Kind = IdentityKind.Recorder, System = "", External = address, Label = address, UserId = me, At = work.Now, Expires = work.Now };
            work.Db.Add(code);
            return code.Write(work);
        }))!;
    }

    /// <summary>Somebody proves an address at a recorder: <c>identity</c>.</summary>
    public static async Task Proved(Town town, string who)
    {
        await town.Do(who, new ProveIdentity(await Code(town, who)));
        town.Call("identity", (await town.Rows<UserIdentity>()).Single().Id);
    }

    /// <summary>An address at a recorder is proposed for the subject: <c>proposed</c>.</summary>
    public static async Task Proposed(Town town) =>
        town.Call("proposed", await town.Do("useradmin", new ProposeIdentity(town["subject"], IdentityKind.Recorder, "sue@recorder.example")));
}
