import { UsersRound } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { inCustomer, seatsAddress, teamAddress, usersAddress } from '../addresses'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { usePages } from '../api/queries'
import { Guarded } from '../session/Guarded'
import { allowed, useMe, type PageName } from '../session/session'
import { SetUpSteps, type SetUpStep } from '../session/SetUpSteps'
import { ShowMore } from '../ui/list/ShowMore'
import { EmptyState } from '../ui/page/EmptyState'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { people } from '../ui/shown/words'

type SetUp = Shape<'TeamSetUp'>
type Step = SetUp['steps'][number]

/** What each step is, what is left of it, and where it is done. */
const steps: Record<
  Step['step'],
  { title: string; left: (count: number) => string; done: string; page: PageName; to: (customer: string, team: string) => string }
> = {
  people: {
    title: 'Put people into the team and connect a private channel',
    left: () => 'Nobody is in it yet.',
    done: 'There are people in it.',
    page: 'teams',
    to: teamAddress,
  },
  destination: {
    title: 'Decide where its notes go',
    left: () => 'No channel gets its notes yet.',
    done: 'A channel gets its notes.',
    page: 'teams',
    to: teamAddress,
  },
  seats: {
    title: 'Give seats',
    left: (count) => (count ? `${people(count)} without a seat: their calls aren’t recorded.` : 'Nobody is in the team yet.'),
    done: 'Everyone has a seat.',
    page: 'seats',
    to: (customer) => `${seatsAddress(customer)}?seat=none`,
  },
  welcome: {
    title: 'Welcome its people',
    left: (count) => (count ? `${people(count)} not signed in yet. Their invitation can be sent again.` : 'Nobody is in the team yet.'),
    done: 'Everyone has signed in.',
    page: 'users',
    to: (customer) => usersAddress(customer, { state: 'active', order: 'newest' }),
  },
}

/** What is left until new teams work, and who does it: everyone does their part from here. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="teamSetUp">
      <SetUps key={customer} customer={customer} />
    </Guarded>
  )
}

function SetUps({ customer }: { customer: string }) {
  const me = useMe()
  const setUps = usePages(keys.teamSetUps(customer), (cursor) =>
    body(api.GET('/api/customers/{customer}/teams/set-up', { params: { path: { customer }, query: { cursor } } })),
  )
  return (
    <Page
      title="Team set-up"
      lead={
        <>
          What is done until a team works, and who does what next.{' '}
          {allowed(me, 'teams') && <Link to={`${inCustomer(customer, 'teams')}?act=create`}>Create a team</Link>}
        </>
      }
    >
      <Loaded query={setUps} skeleton={<ListSkeleton />} what="customer" back="/">
        {() =>
          setUps.items.length ? (
            <>
              {[...setUps.items]
                .sort((one, other) => left(other) - left(one))
                .map((team) => (
                  <Section key={team.id} title={team.name} aside={people(team.people)}>
                    <SetUpSteps
                      label={`Steps of ${team.name}`}
                      steps={team.steps.map((step) => stepOf(step, customer, team.id, allowed(me, steps[step.step].page)))}
                    />
                  </Section>
                ))}
              <ShowMore pages={setUps} />
            </>
          ) : (
            <EmptyState icon={UsersRound} title="No teams yet">
              An Organization Admin creates the first team. What is left to do appears here.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

const left = (team: SetUp) => team.steps.filter(({ done }) => done === false).length

function stepOf({ step, done, left: count, can, who }: Step, customer: string, team: string, isOpen: boolean): SetUpStep {
  const { title, left: isLeft, done: isDone, to } = steps[step]
  return {
    key: step,
    title,
    done,
    words: done == null ? '' : done ? isDone : isLeft(count ?? 0),
    to: can.allowed && isOpen ? to(customer, team) : undefined,
    who: who.map(({ name }) => name),
  }
}
