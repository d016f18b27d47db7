import { useNavigate } from 'react-router'
import { useChanged } from '../api/queries'
import { ComeBack } from '../session/ComeBack'
import { useMe } from '../session/session'
import { useSay } from '../ui/page/Said'
import { ofSettings } from './settings'
import { finishSlack, slackAddress } from './slack'

/** Where Slack sends the reader back to: the organization is connected, or what to do is said. */
export function Component() {
  const go = useNavigate()
  const say = useSay()
  const changed = useChanged()
  const customer = useMe().customer?.slug ?? ''
  return (
    <ComeBack
      title="Connect Slack"
      finish={(returned) => finishSlack(customer, returned)}
      onDone={async ({ workspace }) => {
        await changed(...ofSettings)
        say({ text: `Connected to ${workspace}.` })
        void go(slackAddress(customer), { replace: true })
      }}
      nothing="Start from Settings: Connect to Slack leads to Slack and back here."
      back={customer ? { label: 'Back to Slack settings', to: slackAddress(customer) } : { label: 'Go to the start page', to: '/' }}
    />
  )
}
