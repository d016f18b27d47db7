import { Armchair, Lock, LockOpen, PencilLine, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { inCustomer, withAct } from '../addresses'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { useLeaveAct } from '../ui/hooks/act'
import { Actions } from '../ui/why/Actions'
import type { Act } from '../ui/why/MoreMenu'
import type { CustomerView, Dashboard } from './customers'

const forms = () => import('./CustomerDrawers')

const EditCustomerDrawer = laterDrawer(() => forms().then((file) => file.EditCustomerDrawer), isOpen)
const SeatsBoughtDrawer = laterDrawer(() => forms().then((file) => file.SeatsBoughtDrawer), isOpen)
const CloseCustomerDrawer = laterDrawer(() => forms().then((file) => file.CloseCustomerDrawer), isOpen)
const ReopenCustomerDrawer = laterDrawer(() => forms().then((file) => file.ReopenCustomerDrawer), isOpen)

type Open = 'edit' | 'seats' | 'close' | 'reopen'

/** What the reader can do with a customer: what is not theirs to do is not there, as it is the vendor's. */
export function useCustomerActs(customer: CustomerView, ends: Dashboard['ifClosed']) {
  const [params] = useSearchParams()
  const leave = useLeaveAct()
  const go = useNavigate()
  const asked = params.get('act')
  const has = (can: string) => customer.can[can]?.allowed === true
  const [chosen, setChosen] = useState<Open | null>(null)
  // The palette leads to the form itself, where the server says that it may be used.
  const open = chosen ?? (asked === 'edit' && has('edit') ? 'edit' : null)
  const act = (key: Open, label: string, icon: Act['icon'], can: string, grave?: boolean): Act[] =>
    has(can) ? [{ label, icon, grave, onChoose: () => setChosen(key) }] : []
  const addUser: Act = {
    label: 'Add user',
    icon: UserPlus,
    onChoose: () => void go(withAct(inCustomer(customer.slug, 'users'), 'add')),
  }
  const acts = [
    ...(has('addUser') && !customer.closed ? [addUser] : []),
    ...act('edit', 'Edit', PencilLine, 'edit'),
    ...act('seats', 'Set seats', Armchair, 'provisionSeats'),
    ...(customer.closed ? act('reopen', 'Reopen', LockOpen, 'close') : act('close', 'Close customer…', Lock, 'close', true)),
  ]
  function close() {
    setChosen(null)
    if (asked !== null) leave()
  }
  const props = (key: Open) => ({ customer, open: open === key, onClose: close })
  return {
    actions: (
      <>
        {acts.length > 0 && <Actions acts={acts} />}
        <EditCustomerDrawer {...props('edit')} />
        <SeatsBoughtDrawer {...props('seats')} />
        <CloseCustomerDrawer {...props('close')} ends={ends} />
        <ReopenCustomerDrawer {...props('reopen')} />
      </>
    ),
  }
}
