import { useNavigate } from 'react-router'
import { appAddress } from '../addresses'
import { useChanged } from '../api/queries'
import { ComeBack } from '../session/ComeBack'
import { useSay } from '../ui/page/Said'
import { begunAt, finish, ofConnections } from './connections'

/** Where a provider sends the reader back to: the app is connected, or what to do is said. */
export function Component() {
  const go = useNavigate()
  const say = useSay()
  const changed = useChanged()
  const at = begunAt()
  return (
    <ComeBack
      title="Connect an app"
      finish={finish}
      onDone={async ({ customer, app, appName, tenantName, active }) => {
        await changed(...ofConnections)
        say({ text: `${appName} is connected in ${tenantName}.${active ? '' : ' Configure it next.'}` })
        void go(appAddress(customer, app), { replace: true })
      }}
      nothing="Start from the app’s page: Connect leads to the provider and back here."
      back={at ? { label: 'Back to the app', to: appAddress(at.customer, at.app) } : { label: 'Go to the start page', to: '/' }}
    />
  )
}
