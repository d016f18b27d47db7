import { inCustomer, seatsAddress, usersAddress, type CustomerPage } from '../addresses'
import { allowed, type Me, type PageName } from '../session/session'

/** A first step in words, why it is one, and where it is done; without an address somebody else does it. */
interface Words {
  words: string
  more: string
  to?: string
}

const own = ({ customer }: Me) => customer?.slug ?? ''

/** A page of the reader’s customer, where it is open to them. */
const page = (me: Me, name: PageName, address: CustomerPage) => (allowed(me, name) ? inCustomer(own(me), address) : undefined)

/** What the server’s first steps are called, by their names; a newer server may know others. */
export const firstSteps: Record<string, (me: Me) => Words> = {
  people: (me) => ({ words: 'Add your colleagues', more: 'One by one, or all from a CSV file.', to: usersAddress(own(me)) }),
  tenants: (me) => ({ words: 'Assign tenants', more: 'Users work in the tenants that they are assigned to.', to: usersAddress(own(me)) }),
  app: (me) => ({ words: 'Request an app', more: 'Your vendor approves it, then you configure it.', to: page(me, 'apps', 'apps') }),
  team: (me) => ({
    words: 'Create a team',
    more: 'The calls of its members are visible to the whole team.',
    to: page(me, 'teams', 'teams'),
  }),
  seats: (me) => ({ words: 'Give seats', more: 'Only calls of people with a seat are recorded and stored.', to: seatsAddress(own(me)) }),
  channel: (me) => ({
    words: 'Connect a Slack channel to a team',
    more: 'A private channel where everyone may see the team’s calls.',
    to: page(me, 'teams', 'teams'),
  }),
  destination: (me) => ({
    words: 'Choose where notifications go',
    more: 'To the owner, to a private channel, or both.',
    to: page(me, 'teams', 'teams'),
  }),
  recorder: (me) => ({
    words: 'Let your recorder send calls',
    more: 'An integration user with a key that may push calls.',
    to: page(me, 'integrationUsers', 'integration-users'),
  }),
  'own-seat': () => ({ words: 'Get a seat', more: 'Your User Admin gives it. Without one your calls are not stored.' }),
  notifications: () => ({ words: 'Choose your notifications', more: 'Which calls, how, and when not to be disturbed.', to: '/profile' }),
  'first-call': () => ({ words: 'Read a call', more: 'A summary leads to the moments it quotes.', to: '/calls' }),
}
