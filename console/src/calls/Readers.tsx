import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { useChanged } from '../api/queries'
import { Lead, useLeads } from '../session/links'
import { size } from '../theme/tokens'
import { Section } from '../ui/page/Page'
import { useSay } from '../ui/page/Said'
import { Icon } from '../ui/shown/Icon'
import { Initials, PersonLine } from '../ui/shown/PersonName'
import { Until } from '../ui/shown/Until'
import { capital } from '../ui/shown/words'
import { shareCall, useStopSharing } from './acts'
import type { Call } from './calls'

type Reader = Call['readers'][number]

/** How many are shown as a row of initials. */
const most = 9

/** Who else sees the call: a row of initials, and behind a button each with the reason. */
export function Readers({ call }: { call: Call }) {
  const [open, setOpen] = useState(false)
  const list = useId()
  const { readers } = call
  return (
    <Section title="People with access" aside={readers.length}>
      {!open && (
        <Box component="ul" sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {readers.slice(0, most).map((reader) => (
            <Avatar key={reader.id} reader={reader} />
          ))}
          {readers.length > most && (
            <Box component="li" sx={{ typography: 'body2', color: 'text.secondary', alignSelf: 'center', ml: 1 }}>
              and {readers.length - most} more
            </Box>
          )}
        </Box>
      )}
      {open && (
        <Box component="ul" id={list} sx={{ display: 'grid', gap: 3 }}>
          {readers.map((reader) => (
            <ReaderLine key={reader.id} call={call} reader={reader} />
          ))}
        </Box>
      )}
      <Button
        size="small"
        color="inherit"
        aria-expanded={open}
        aria-controls={open ? list : undefined}
        onClick={() => setOpen(!open)}
        sx={{ mt: 2, ml: -1.5, color: 'text.secondary' }}
      >
        {open ? 'Show less' : 'Show who and why'}
      </Button>
    </Section>
  )
}

function useLeadOf({ id, integrationUser }: Reader) {
  const leads = useLeads()
  return integrationUser ? leads.integrationUser(id) : leads.person(id)
}

function Avatar({ reader }: { reader: Reader }) {
  const to = useLeadOf(reader)
  const words = `${reader.name}, ${reader.why}`
  return (
    <Box component="li" title={words}>
      <Lead to={to}>
        <Box component="span" role="img" aria-label={words} sx={{ display: 'inline-flex' }}>
          <Initials name={reader.name} picture={reader.picture} side={size.person} />
        </Box>
      </Lead>
    </Box>
  )
}

function ReaderLine({ call, reader }: { call: Call; reader: Reader }) {
  const to = useLeadOf(reader)
  return (
    <li>
      <PersonLine
        name={reader.name}
        picture={reader.picture}
        to={to}
        action={reader.until && call.can.share.allowed && <StopSharing call={call.id} reader={reader} until={reader.until} />}
      >
        {capital(reader.why)}
        {reader.until && (
          <>
            {', '}
            <Until at={reader.until} />
          </>
        )}
      </PersonLine>
    </li>
  )
}

/** Done at once, and undone by sharing until the same instant again. */
function StopSharing({ call, reader, until }: { call: string; reader: Call['readers'][number]; until: string }) {
  const say = useSay()
  const stop = useStopSharing(call)
  const changed = useChanged()
  return (
    <IconButton
      aria-label={`Stop sharing with ${reader.name}`}
      disabled={stop.isPending}
      onClick={() =>
        // This line is gone by then, and the words must come all the same.
        void stop.mutateAsync(reader.id).then(
          () =>
            say({
              text: `No longer shared with ${reader.name}.`,
              undo: () => shareCall(call, { with: reader.id, until }).then(() => changed('call')),
            }),
          (error: Error) => say({ text: error.message }),
        )
      }
    >
      <Icon of={X} small />
    </IconButton>
  )
}
