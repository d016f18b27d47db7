import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { AtSign, Hash } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { size } from '../theme/tokens'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { useAct } from '../ui/hooks/act'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { Icon } from '../ui/shown/Icon'
import { Moment } from '../ui/shown/Moment'
import { kindWords, useMyIdentities, type MyIdentity, type Proved } from './identities'

const drawers = () => import('./MyIdentityDrawers')
const CodeDrawer = laterDrawer(() => drawers().then((file) => file.CodeDrawer), isOpen)
const AddressDrawer = laterDrawer(() => drawers().then((file) => file.AddressDrawer), isOpen)
const LinkDrawer = laterDrawer(
  () => drawers().then((file) => file.LinkDrawer),
  ({ proved }) => proved !== null,
)
const RemoveDrawer = laterDrawer(
  () => drawers().then((file) => file.RemoveDrawer),
  ({ of }) => of !== null,
)
const DeclineDrawer = laterDrawer(
  () => drawers().then((file) => file.DeclineDrawer),
  ({ of }) => of !== null,
)

/** What one is known by in Slack and at recorders, and how one proves it. */
export function MyIdentities() {
  const mine = useMyIdentities(true)
  const [linking, setLinking] = useAct('slack')
  const [asking, setAsking] = useAct('recorder')
  const [mailed, setMailed] = useState<string | null>(null)
  const [proved, setProved] = useState<{ code: string; what: Proved } | null>(null)
  const [removing, setRemoving] = useState<MyIdentity | null>(null)
  const [declining, setDeclining] = useState<{ id: string; label: string } | null>(null)
  return (
    <Section title="My identities" id="identities">
      <Loaded query={mine} skeleton={<ListSkeleton rows={1} />}>
        {({ address, set, proposed }) => (
          <>
            <Typography color="text.secondary" sx={{ mb: 2 }}>
              Slack and recorders know you by {address}. If they use another address or account for you, prove that it is yours. It counts
              from then on, not for earlier calls.
            </Typography>
            <Box component="ul" aria-label="My identities" sx={{ mb: 3 }}>
              {proposed.map(({ id, kind, label, by }) => (
                <Line key={id} label={label} about={`${kindWords[kind]}, proposed by ${by.name}`}>
                  <Button
                    size="small"
                    aria-label={`Prove ${label}`}
                    onClick={() => (kind === 'slack' ? setLinking(true) : (setMailed(null), setAsking(true)))}
                  >
                    Prove
                  </Button>
                  <Button size="small" color="inherit" aria-label={`Decline ${label}`} onClick={() => setDeclining({ id, label })}>
                    Decline
                  </Button>
                </Line>
              ))}
              {set.map((one) => (
                <Line
                  key={one.id}
                  label={one.label}
                  about={
                    <>
                      {kindWords[one.kind]}, linked <Moment at={one.since} />
                    </>
                  }
                >
                  <Button size="small" color="inherit" aria-label={`Remove ${one.label}`} onClick={() => setRemoving(one)}>
                    Remove
                  </Button>
                </Line>
              ))}
              {!set.length && !proposed.length && <li>No linked identities.</li>}
            </Box>
          </>
        )}
      </Loaded>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
        <Button variant="outlined" startIcon={<Icon of={Hash} small />} onClick={() => setLinking(true)}>
          Link Slack account
        </Button>
        <Button variant="outlined" startIcon={<Icon of={AtSign} small />} onClick={() => setAsking(true)}>
          Link recorder address
        </Button>
      </Box>
      <CodeDrawer
        open={linking || mailed !== null}
        mailed={mailed}
        onClose={() => (setMailed(null), linking && setLinking(false))}
        onLooked={setProved}
      />
      <AddressDrawer
        open={asking}
        given={mine.data?.proposed.find(({ kind }) => kind === 'recorder')?.external}
        onClose={() => setAsking(false)}
        onMailed={setMailed}
      />
      <LinkDrawer proved={proved} onClose={() => setProved(null)} />
      <RemoveDrawer of={removing} onClose={() => setRemoving(null)} />
      <DeclineDrawer of={declining} onClose={() => setDeclining(null)} />
    </Section>
  )
}

function Line({ label, about, children }: { label: string; about: ReactNode; children: ReactNode }) {
  return (
    <Box
      component="li"
      sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3, minHeight: { xs: size.touch, sm: size.row } }}
    >
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0, overflowWrap: 'anywhere' }}>
        <bdi>{label}</bdi>{' '}
        <Typography component="span" variant="body2" color="text.secondary">
          {about}
        </Typography>
      </Box>
      {children}
    </Box>
  )
}
