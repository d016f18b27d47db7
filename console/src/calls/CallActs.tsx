import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Bell, BellOff, EyeOff, KeyRound, LifeBuoy, Share2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMutedAccounts, useMuting } from '../inbox/preferences'
import { PersonLink } from '../session/links'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Notice } from '../ui/page/states'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import { StateChip } from '../ui/shown/StateChip'
import { actWords } from '../ui/shown/words'
import { MoreMenu, type Act } from '../ui/why/MoreMenu'
import { RefusedButton } from '../ui/why/WhyPanel'
import type { Call } from './calls'

const DeleteDrawer = laterDrawer(() => import('./ConsequenceDrawers').then((file) => file.DeleteDrawer), isOpen)
const ReleaseDrawer = laterDrawer(() => import('./ConsequenceDrawers').then((file) => file.ReleaseDrawer), isOpen)
const SupportDrawer = laterDrawer(() => import('./ShareDrawer').then((file) => file.SupportDrawer), isOpen)
const ShareDrawer = laterDrawer(() => import('./ShareDrawer').then((file) => file.ShareDrawer), isOpen)

/** One text for every spelling of an account’s name, as the server compares them: composed or not, in any case and width. */
const spelt = (account: string) => account.normalize('NFKC').toUpperCase().replaceAll('İ', 'I').trim()

/** What can be done with a call; what may not be done now says why. */
export function CallActs({ call }: { call: Call }) {
  const [open, setOpen] = useState<'share' | 'support' | 'delete' | null>(null)
  const { share, support, delete: remove } = call.can
  const close = () => setOpen(null)
  const muting = useMuteAct(call)
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
      {share.allowed ? (
        <Button variant="outlined" startIcon={<Icon of={Share2} small />} onClick={() => setOpen('share')}>
          Share
        </Button>
      ) : (
        <RefusedButton refused={{ sentence: share.why ?? '', permission: 'call/share', id: call.id }}>Share</RefusedButton>
      )}
      <MoreMenu
        acts={[
          ...muting,
          ...(support.allowed ? [{ label: 'Give support access', icon: LifeBuoy, onChoose: () => setOpen('support') }] : []),
          {
            label: 'Delete call for everyone',
            icon: Trash2,
            onChoose: () => setOpen('delete'),
            refused: remove.allowed ? undefined : { sentence: remove.why ?? '', permission: 'call/delete', id: call.id },
          },
        ]}
      />
      {share.allowed && <ShareDrawer call={call} open={open === 'share'} onClose={close} />}
      {support.allowed && <SupportDrawer call={call} open={open === 'support'} onClose={close} />}
      {remove.allowed && <DeleteDrawer call={call} open={open === 'delete'} onClose={close} />}
    </Box>
  )
}

/** Notifications about the account's calls; nothing where the call names none. */
function useMuteAct({ account }: Call): Act[] {
  const muted = useMutedAccounts(!!account).data?.items.find((one) => spelt(one.account) === spelt(account ?? ''))
  const { mute, unmute } = useMuting()
  if (!account) return []
  return [
    muted
      ? { label: 'Unmute account', icon: Bell, onChoose: () => unmute.mutate(muted) }
      : { label: 'Mute account', icon: BellOff, onChoose: () => mute.mutate(account) },
  ]
}

/** That a call is held, as its state. */
export function HeldChip() {
  return (
    <StateChip tone="attention" icon={EyeOff}>
      Held: only you can open it
    </StateChip>
  )
}

/** A held call is its owner’s alone until they release or delete it. */
export function Held({ call }: { call: Call }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Notice
        icon={EyeOff}
        action={
          <Button size="small" variant="outlined" onClick={() => setOpen(true)}>
            Release
          </Button>
        }
      >
        {`This call looks sensitive${call.sensitive ? ` (${actWords(call.sensitive)})` : ''}, so only you can open it until you release it. After 30 days it is deleted.`}
      </Notice>
      <ReleaseDrawer call={call} open={open} onClose={() => setOpen(false)} />
    </>
  )
}

/** Whoever troubleshoots sees for how long, and that it is seen. */
export function Opened({ until, owner }: { until: string; owner: Call['owner'] }) {
  return (
    <Notice icon={KeyRound}>
      <span>
        You opened this call to troubleshoot. <PersonLink id={owner.id} name={owner.name} plain /> can read your reason. Your access ends{' '}
        <Moment at={until} />.
      </span>
    </Notice>
  )
}
