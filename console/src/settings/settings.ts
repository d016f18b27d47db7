import { useQuery } from '@tanstack/react-query'
import { api, asked, asSeen, body, noted, type Shape, type Way } from '../api/client'
import { keys, type Fact } from '../api/keys'

export type Settings = Shape<'SettingsView'>
export type Audience = Settings['transcripts']
export type CallMail = Settings['callMail']
export type Numbers = Pick<Settings, 'mostOrganizationAdmins' | 'majorSeats' | 'majorSeatHours' | 'notesRequired' | 'callMail'>

/** What a change of a setting touches. */
export const ofSettings: readonly Fact[] = ['setting']

/** Who reads whole transcripts, in words (rule 12). */
export const audiences: Record<Audience, string> = {
  'owner-only': 'Only the owner of a call',
  'owner-and-teams': 'The owner and the call’s teams',
  'all-who-see': 'Everyone who can see the call',
}

/** What e-mails about calls say, in words. */
export const callMails: Record<CallMail, string> = {
  off: 'No e-mails about calls',
  title: 'Title, account, owner and time, with a link',
  summary: 'Also what the summary quotes',
}

const settingsQuery = (customer: string) => ({
  queryKey: keys.settings(customer),
  queryFn: () => body(api.GET('/api/customers/{customer}/settings', { params: { path: { customer } } })),
})

export const useSettings = (customer: string) => useQuery(settingsQuery(customer))

export const fetchSettings = (customer: string) => settingsQuery(customer).queryFn()

export const editOrganization = (customer: string, seen: Settings, numbers: Numbers, note: string) =>
  api.PATCH('/api/customers/{customer}/settings', {
    params: { path: { customer }, header: { ...asSeen(seen), ...noted(note) } },
    body: numbers,
  })

export const editSecurity = (customer: string, seen: Settings, transcripts: Audience, note: string, way?: Way) =>
  api.PUT('/api/customers/{customer}/settings/security', {
    params: { path: { customer }, header: { ...asSeen(seen, way), ...noted(note) }, query: asked(way) },
    body: { transcripts },
  })

export const slackCardsQuery = (customer: string) => ({
  queryKey: keys.slackCards(customer),
  queryFn: () => body(api.GET('/api/customers/{customer}/slack/cards', { params: { path: { customer } } })),
})

export const setSlackCards = (customer: string, nameless: boolean, note: string) =>
  api.PUT('/api/customers/{customer}/slack/cards', { params: { path: { customer } }, body: { nameless }, headers: noted(note) })
