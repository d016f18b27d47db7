import { Bot } from 'lucide-react'
import { Link, useParams } from 'react-router'
import { appAddress, inCustomer, integrationUserAddress } from '../../addresses'
import { api, body, type Shape } from '../../api/client'
import { keys } from '../../api/keys'
import { usePages } from '../../api/queries'
import { Guarded } from '../../session/Guarded'
import { allowed, useMe } from '../../session/session'
import { SetUpSteps, type SetUpStep } from '../../session/SetUpSteps'
import { ShowMore } from '../../ui/list/ShowMore'
import { EmptyState } from '../../ui/page/EmptyState'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { Page, Section } from '../../ui/page/Page'
import { Moment } from '../../ui/shown/Moment'

type SetUp = Shape<'IntegrationSetUp'>
type Step = SetUp['steps'][number]

/** What each step is and what is said of it; some are another for the integration user of an app. */
const steps: Record<Step['step'], { title: string; ofApp?: string; left: string; leftOfApp?: string; done: string }> = {
  approve: {
    title: 'Approve what it may do',
    left: 'Until then it can do nothing in Insights.',
    done: 'Nothing it may do waits for approval.',
  },
  configure: {
    title: 'Name an owner and what it may do',
    ofApp: 'Configure the app',
    left: 'It has no active owner, or no permissions.',
    leftOfApp: 'It is approved, but not configured everywhere yet.',
    done: 'It is configured.',
  },
  key: { title: 'Create a key', left: 'It has no key that works.', done: 'It has a key that works.' },
  'first-run': { title: 'Run the software with its key', left: 'No key of it was used yet.', done: 'It has called.' },
}

/** What is left until integrations work, and who does it: everyone does their part from here. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="integrationSetUp">
      <SetUps key={customer} customer={customer} />
    </Guarded>
  )
}

function SetUps({ customer }: { customer: string }) {
  const me = useMe()
  const manages = allowed(me, 'integrationUsers')
  const setUps = usePages(keys.integrationSetUps(customer), (cursor) =>
    body(api.GET('/api/customers/{customer}/integration-users/set-up', { params: { path: { customer }, query: { cursor } } })),
  )
  return (
    <Page
      title="Integration set-up"
      lead={
        <>
          What is done until an integration works, and who does what next.{' '}
          {manages && <Link to={inCustomer(customer, 'integration-users')}>Create an integration user</Link>}
        </>
      }
    >
      <Loaded query={setUps} skeleton={<ListSkeleton />} what="customer" back="/">
        {() =>
          setUps.items.length ? (
            <>
              {[...setUps.items]
                .sort((one, other) => left(other) - left(one))
                .map((one) => (
                  <Section key={one.id} title={one.app?.name ?? one.name} aside={one.app && <code>{one.name}</code>}>
                    <SetUpSteps label={`Steps of ${one.name}`} steps={one.steps.map((step) => stepOf(step, one, customer, manages))} />
                  </Section>
                ))}
              <ShowMore pages={setUps} />
            </>
          ) : (
            <EmptyState icon={Bot} title="No integrations yet">
              An Organization Admin creates an integration user, or the vendor approves an app that has one. What is left to do appears
              here.
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}

const left = (one: SetUp) => one.steps.filter(({ done }) => done === false).length

function stepOf({ step, done, mine, who, from }: Step, { id, app }: SetUp, customer: string, manages: boolean): SetUpStep {
  const { title, ofApp, left: isLeft, leftOfApp, done: isDone } = steps[step]
  const atApp = app && (step === 'configure' || step === 'key' || !manages)
  return {
    key: step,
    title: (app && ofApp) || title,
    done,
    words:
      done == null ? (
        ''
      ) : done ? (
        isDone
      ) : from ? (
        <>
          Approved and announced: in force <Moment at={from} />.
        </>
      ) : (
        (app && leftOfApp) || isLeft
      ),
    to: !mine || from ? undefined : atApp ? appAddress(customer, app.slug) : integrationUserAddress(customer, id),
    who: who.map(({ name }) => name),
  }
}
