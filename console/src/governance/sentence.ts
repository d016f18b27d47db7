import { actWords, people, roleName, valueWords } from '../ui/shown/words'
import type { AuditEntry } from './audit'
import { ofSeatReports } from './reportSentences'
import { Told, type Change, type Piece } from './told'

export type { Piece }

/** Acts of a person that older entries tell as the server's own. */
const ofOneself = new Set(['SignIn', 'SignOut', 'SignOutEverywhere', 'SetPassword', 'ChangePassword'])

/** Who acted. A sign-in is the person’s, also where the log names the server. */
export function actorOf({ act, actor, names }: AuditEntry): { id: string; name: string } {
  const subject = Object.entries(names)[0]
  return actor.kind === 'system' && ofOneself.has(act) && subject ? { id: subject[0], name: subject[1] } : actor
}

/** “DefaultUser” as the law writes it. */
const role = (value: unknown) => (typeof value === 'string' ? roleName(actWords(value).replaceAll(' ', '-')) : valueWords(value))

const named = (told: Told, entity: string, property: string) => {
  const name = told.after(entity, property) ?? told.change(entity)?.properties[property]?.before
  return typeof name === 'string' && !name.startsWith('changed:') ? ` “${name}”` : ''
}

/** Things of a pair’s other side, listed: “Sales and Support”. */
function list(pieces: Piece[]): Piece[] {
  return pieces.flatMap((piece, place) => (place === 0 ? [piece] : [place === pieces.length - 1 ? ' and ' : ', ', piece]))
}

/** Giving and removing what joins a user to things: “gave Wei the custom role Signage”, “removed Wei from Sales”. */
function joined(told: Told, entity: string, other: 0 | 1, gave: (user: Piece, things: Piece[]) => Piece[], took: typeof gave): Piece[] {
  const { added, removed } = told.pairs(entity)
  const user = told.thing((added[0] ?? removed[0])?.id[1 - other], 'somebody')
  const things = (changes: Change[]) => list(changes.map(({ id }) => told.thing(id[other], 'something deleted')))
  const parts = [added.length ? gave(user, things(added)) : [], removed.length ? took(user, things(removed)) : []].filter(
    (part) => part.length,
  )
  return parts.length === 2 ? [...parts[0]!, ', and ', ...parts[1]!] : (parts[0] ?? ['changed nothing for ', user])
}

const team = (told: Told) => told.thing(told.change('Team')?.id[0] ?? told.change('Channel')?.id[0], 'a team')
const integrationUser = (told: Told): Piece =>
  told.thing(told.change('IntegrationUser')?.id[0] ?? (told.after('ApiKey', 'HolderId') as string | undefined), 'an integration user')

const level = (told: Told): Piece[] =>
  told.change('User')?.properties.Insights
    ? ['changed the level of ', told.user, told.turned('User', 'Insights', role)]
    : told.change('AccessRequest')
      ? ['requested ', role(told.after('AccessRequest', 'Level')), ' for ', told.user]
      : ['set the level of ', told.user]

/** The custom role: by the name it has, or had when it was deleted. */
const customRole = (told: Told): Piece[] => {
  const id = told.change('CustomRole')?.id[0] ?? told.change('CustomRoleApp')?.id[0]
  const now = told.thing(id, '')
  return ['the custom role', ...(now === '' ? [named(told, 'CustomRole', 'Name')] : [' ', now])]
}

/** The apps of a custom role that were picked, or are no longer, after a word for each: “ with Signage”. */
function picked(told: Told, more: string, less: string): Piece[] {
  const { added, removed } = told.pairs('CustomRoleApp')
  const apps = (word: string, changes: Change[]): Piece[] =>
    changes.length ? [word, ...list(changes.map(({ id }) => told.thing(id[1], 'something deleted')))] : []
  return [...apps(more, added), ...apps(less, removed)]
}

/** “ and removed it from 3 people”. */
const taken = (told: Told) => {
  const { length } = told.pairs('UserCustomRole').removed
  return length ? ` and removed it from ${people(length)}` : ''
}

const app = (verb: string) => (told: Told) => {
  const [tenant, id] = (told.change('TenantApp') ?? told.change('AppSetting'))?.id ?? []
  return [verb, told.thing(id, 'an app'), ' for ', told.thing(tenant, 'a tenant')]
}

/** What became of an app’s connection, or of the way to one. */
const connection = (verb: string) => (told: Told) => {
  const { after, before } = told.change('TenantConnection')?.properties.AppId ?? {}
  const concerned = Object.keys(told.entry.names).find((id) => id !== told.entry.actor.id)
  return [verb, told.thing(((after ?? before) as string | undefined) ?? concerned, 'an app')]
}

/** “: added the domain harbor.example, removed the domain old.example”. */
function domains(told: Told): Piece[] {
  const { added, removed } = told.pairs('CustomerDomain')
  const words = [...added.map(({ id }) => `added the domain ${id[1]}`), ...removed.map(({ id }) => `removed the domain ${id[1]}`)]
  return words.length ? [`: ${words.join(', ')}`] : []
}

const sentences: Record<string, (told: Told) => Piece[]> = {
  AddUser: (told) => ['added ', told.user],
  InviteUser: (told) => ['invited ', told.user],
  RenameUser: (told) => ['renamed ', told.user, told.turned('User', 'FirstName'), told.turned('User', 'LastName')],
  SetMyPicture: () => ['changed their own picture'],
  ProposeIdentity: (told) => ['proposed an identity for ', told.user],
  WithdrawIdentityProposal: (told) => ['withdrew an identity that was proposed for ', told.user],
  DeclineIdentity: () => ['declined an identity that was proposed for them'],
  ProveIdentity: () => ['linked an identity to themselves'],
  ClearIdentity: (told) => ['cleared an identity of ', told.user],
  RemoveMyIdentity: () => ['removed an identity of their own'],
  AskForIdentityCode: () => ['asked for a code to an address'],
  RemovePicture: (told) => ['removed the picture of ', told.user],
  DescribeUser: (told) => ['edited the directory entry of ', told.user],
  DeactivateUser: (told) => ['deactivated ', told.user],
  ReactivateUser: (told) => ['reactivated ', told.user],
  AssignConnectRole: (told) => ['changed the Connect role of ', told.user, told.turned('User', 'Connect', role)],
  AssignCustomRoles: (told) =>
    joined(
      told,
      'UserCustomRole',
      1,
      (user, roles) => ['gave ', user, ' the custom role ', ...roles],
      (user, roles) => ['removed the custom role ', ...roles, ' from ', user],
    ),
  CreateCustomRole: (told) => ['created ', ...customRole(told), ...picked(told, ' with ', '')],
  EditCustomRole: (told) => ['changed ', ...customRole(told), told.turned('CustomRole', 'Name'), ...picked(told, ', added ', ', removed ')],
  DeleteCustomRole: (told) => ['deleted ', ...customRole(told), taken(told)],
  AssignTenants: (told) =>
    joined(
      told,
      'UserTenant',
      1,
      (user, tenants) => ['assigned ', ...tenants, ' to ', user],
      (user, tenants) => ['removed ', ...tenants, ' from ', user],
    ),
  SetLevel: level,
  AppointFirstOrganizationAdmin: (told) => ['appointed ', told.user, ' first Organization Admin'],
  ProposeReplacement: (told) => ['proposed ', told.user, ' as Organization Admin, because there is none any more'],
  ConfirmReplacement: (told) => ['confirmed ', told.user, ' as Organization Admin'],
  ConfirmReplacementOnHost: (told) => ['confirmed ', told.user, ' as Organization Admin on the host'],
  WithdrawReplacement: (told) => ['withdrew the proposal of ', told.user, ' as Organization Admin'],
  CarryOutReplacement: (told) => ['judged the announced Organization Admin ', told.user, told.turned('User', 'Insights', role)],
  RequestAccess: (told) => ['requested ', role(told.after('AccessRequest', 'Level'))],
  ApproveRequest: (told) => ['approved the request of ', told.user, told.turned('User', 'Insights', role)],
  DeclineRequest: (told) => ['declined the request of ', told.user],
  CreateTeam: (told) => ['created the team ', team(told)],
  RenameTeam: (told) => ['renamed the team ', team(told), told.turned('Team', 'Name')],
  ArchiveTeam: (told) => [told.after('Team', 'Archived') == null ? 'restored the team ' : 'archived the team ', team(told)],
  AddTeamMember: (told) =>
    joined(
      told,
      'TeamMember',
      0,
      (user, teams) => ['added ', user, ' to ', ...teams],
      (user, teams) => ['removed ', user, ' from ', ...teams],
    ),
  SetDestination: (told) => ['changed the destination of ', team(told)],
  BindChannel: (told) => ['connected the channel', named(told, 'Channel', 'Name')],
  UnbindChannel: (told) => ['disconnected the channel', named(told, 'Channel', 'Name')],
  GiveSeat: (told) => ['gave ', told.user, ' a seat'],
  TakeSeat: (told) => ['removed the seat of ', told.user],
  ChangeSeats: (told) => [
    told.change('SeatRequest') ? 'requested a major change of seats for ' : 'changed the seats of ',
    ...list(
      told.entry.changes
        .filter(({ entity }) => entity === 'User')
        .slice(0, 3)
        .map(({ id }) => told.thing(id[0], 'somebody')),
    ),
    ...(told.change('User') ? [] : ['several people']),
  ],
  ApproveSeatRequest: () => ['approved a major change of seats'],
  DeclineSeatRequest: () => ['declined a major change of seats'],
  WithdrawSeatRequest: () => ['withdrew a major change of seats'],
  CarryOutSeatRequest: () => ['carried out an announced change of seats'],
  EditOrganization: () => ['changed the settings of the organization'],
  EditSecurity: (told) => ['changed who reads whole transcripts', told.turned('Customer', 'Transcripts')],
  EditRetention: (told) => [
    'changed how long transcripts are kept',
    told.change('TranscriptRetention') ? told.turned('TranscriptRetention', 'Days') : '',
  ],
  DeleteTranscripts: () => ['deleted transcripts whose time is over'],
  EditRecorderHosts: (told) => ['changed to which recorders’ hosts links are allowed', told.turned('RecorderHosts', 'Hosts')],
  EraseRecordingLinks: () => ['erased links to recordings whose host is not allowed any more'],
  AddExclusion: () => ['excluded an address or domain'],
  AddCrmExclusion: () => ['excluded calls by conditions on the CRM’s record'],
  RemoveExclusion: () => ['removed an entry from the exclusion list'],
  ExportSeats: () => ['exported the report of seats'],
  ...ofSeatReports,
  CreateIntegrationUser: (told) => ['created the integration user ', integrationUser(told)],
  ApproveIntegration: (told) => [
    told.after('IntegrationUser', 'Approved') === false ? 'withdrew the approval of ' : 'approved ',
    integrationUser(told),
  ],
  ChangeScopes: (told) => ['changed what ', integrationUser(told), ' may do', told.turned('IntegrationUser', 'Scopes')],
  HandOver: (told) => ['handed over ', integrationUser(told), told.turned('IntegrationUser', 'OwnerId')],
  MakeKey: (told) => ['created the key', named(told, 'ApiKey', 'Name'), ' of ', integrationUser(told)],
  RotateKey: (told) => ['rotated the key', named(told, 'ApiKey', 'Name'), ' of ', integrationUser(told)],
  RevokeKey: (told) => ['revoked a key', named(told, 'ApiKey', 'Name')],
  MakePersonalKey: (told) => ['created the personal key', named(told, 'ApiKey', 'Name')],
  RevokePersonalKey: () => ['revoked a personal key'],
  RevokePersonalKeys: () => ['revoked all personal keys'],
  RequestApp: app('requested '),
  ApproveApp: app('approved '),
  DeclineApp: app('declined '),
  ActivateApp: (told) => app(told.change('TenantApp') ? 'activated ' : 'configured ')(told),
  StartConnection: connection('started to connect '),
  UseConnectionStart: connection('came back from the provider of '),
  StoreConnection: connection('connected '),
  EndConnection: connection('disconnected '),
  EndOfConnection: connection('noted that the provider ended the connection of '),
  IngestCall: () => ['added a call'],
  DeleteCall: () => ['deleted a call'],
  ReleaseHeldCall: () => ['released a held call'],
  ShareCall: (told) => ['shared a call with ', told.user],
  StopSharing: (told) => ['stopped sharing a call with ', told.user],
  TroubleshootCall: () => ['opened a call to troubleshoot'],
  GiveSupportAccess: () => ['let a member of support look at a call'],
  EndSupportAccess: () => ['ended support access to a call'],
  LookAtSupportCall: () => ['opened a call as support'],
  SignIn: () => ['signed in'],
  SignOut: () => ['signed out'],
  SignOutEverywhere: () => ['signed out everywhere'],
  EndSession: () => ['ended a session'],
  ChangePassword: () => ['changed their password'],
  SetPassword: () => ['set a password'],
  SendInvitation: (told) => ['sent an invitation to ', told.user],
  SendLink: (told) => ['sent a sign-in link to ', told.user],
  AskForPasswordLink: (told) => ['received a request for a password link for ', told.user],
  SetUpCustomer: () => ['set up the customer'],
  CreateCustomer: () => ['created the customer'],
  EditCustomer: (told) => ['changed the customer', told.turned('Customer', 'Name'), ...domains(told)],
  CloseCustomer: () => ['closed the customer'],
  ReopenCustomer: () => ['reopened the customer'],
  ProvisionSeats: (told) => ['set the seats bought', told.turned('Customer', 'Seats')],
  GrantStaffRole: (told) => ['made ', told.thing(told.change('StaffMember')?.id[0], 'somebody'), ' a member of staff'],
  EndStaffRole: (told) => ['ended the staff role of ', told.thing(told.change('StaffMember')?.id[0], 'somebody')],
  ExportConnectAudit: () => ['exported the trail of Connect'],
  ExportInsightsAudit: () => ['exported the trail of Insights'],
}
sentences.RemoveTeamMember = sentences.AddTeamMember!
sentences.MoveTeamMember = sentences.AddTeamMember!

/** What was done, as the rest of a sentence that begins with the actor; what was refused was tried. */
export function sentenceOf(entry: AuditEntry): Piece[] {
  const told = new Told(entry)
  const others = Object.entries(entry.names)
    .filter(([id]) => id !== actorOf(entry).id)
    .map(([id, name]) => ({ id, name }))
  const concerned = others.length ? [': ', ...list(others.slice(0, 3))] : []
  if (entry.refused) return [`tried to ${actWords(entry.act)}`, ...concerned]
  return sentences[entry.act]?.(told).filter((piece) => piece !== '') ?? [actWords(entry.act), ...concerned]
}

/** The sentence as plain text. */
export const plainSentence = (entry: AuditEntry): string =>
  [actorOf(entry).name, ' ', ...sentenceOf(entry).map((piece) => (typeof piece === 'string' ? piece : piece.name))].join('')
