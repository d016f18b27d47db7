import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Lead, PersonLink, useLeads } from '../session/links'
import { size } from '../theme/tokens'
import { Moment } from '../ui/shown/Moment'
import { Until } from '../ui/shown/Until'
import { Section } from '../ui/page/Page'
import { RefusedButton } from '../ui/why/WhyPanel'
import { Ask } from './Ask'
import type { Call } from './calls'
import { Readers } from './Readers'

/** What is shown beside a call: the box to ask about it, and who else sees it and why. */
export function Beside({ call }: { call: Call }) {
  const [question, setQuestion] = useState<string | null>(null)
  return (
    <Box component="aside" aria-label="Ask and details" sx={{ minWidth: 0 }}>
      <Section title="Ask about this call">
        {call.can.ask.allowed ? (
          <Ask label="What do you want to know?" call={call.id} question={question} onAsk={setQuestion} />
        ) : (
          <RefusedButton refused={{ sentence: call.can.ask.why ?? '', permission: 'call/ask', id: call.id }}>Ask</RefusedButton>
        )}
      </Section>
      <Readers call={call} />
      {!!call.openings?.length && <Openings openings={call.openings} />}
      {!!call.support?.length && <Support given={call.support} />}
      {call.reading && <Reading reading={call.reading} />}
      {call.attendees.length > 0 && (
        <Section title="Participants">
          <Box component="ul" sx={{ typography: 'body2' }}>
            {call.attendees.map((one, place) => (
              <Attendee key={place} attendee={one} />
            ))}
          </Box>
        </Section>
      )}
    </Box>
  )
}

/** Who took part: a user leads to their page, anybody else with an address to the calls they took part in. */
function Attendee({ attendee: { name, email, user } }: { attendee: Call['attendees'][number] }) {
  const leads = useLeads()
  const to = (user && leads.person(user)) ?? (email ? leads.attendee(email) : undefined)
  return (
    <Box component="li" sx={{ overflowWrap: 'anywhere' }}>
      <Lead to={to}>
        <bdi title={email ?? undefined}>{name}</bdi>
      </Lead>
    </Box>
  )
}

/** What of the recorder's transcript was odd or could not be read, for the call's owner. */
function Reading({ reading }: { reading: NonNullable<Call['reading']> }) {
  const more = reading.warned - reading.warnings.length
  return (
    <Section title="Transcript quality" aside={reading.warned}>
      <Typography variant="body2" color="text.secondary">
        {reading.unread === 0
          ? 'The whole transcript was read, with warnings.'
          : `${reading.unread} part${reading.unread === 1 ? '' : 's'} could not be read and ${reading.unread === 1 ? 'is' : 'are'} missing here.`}
      </Typography>
      <Box
        component="ul"
        sx={{ display: 'grid', gap: 1, mt: 2, maxHeight: size.menu, overflowY: 'auto' }}
        tabIndex={0}
        aria-label="Warnings about the transcript"
      >
        {reading.warnings.map((warning, at) => (
          <Typography component="li" variant="body2" key={at}>
            {`${warning.where}: ${warning.why}`}
          </Typography>
        ))}
        {more > 0 && (
          <Typography component="li" variant="body2">
            and {more} more
          </Typography>
        )}
      </Box>
    </Section>
  )
}

/** Whoever opened the call to troubleshoot is shown here for its owner, with the reason they gave. */
function Openings({ openings }: { openings: NonNullable<Call['openings']> }) {
  return (
    <Section title="Opened to troubleshoot">
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {openings.map((opening) => (
          <Typography component="li" variant="body2" key={opening.at}>
            <PersonLink id={opening.by.id} name={opening.by.name} plain />, <Moment at={opening.at} />: “{opening.reason}”
          </Typography>
        ))}
      </Box>
    </Section>
  )
}

/** Who of the vendor’s support may look at the call, or could, is shown here for its owner. */
function Support({ given }: { given: NonNullable<Call['support']> }) {
  return (
    <Section title="Open to your vendor’s support">
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {given.map((one) => (
          <Typography component="li" variant="body2" key={one.id}>
            <bdi>{one.staff}</bdi>
            {one.open ? ', ' : ', ended '}
            {one.open ? <Until at={one.until} /> : <Moment at={one.until} />}
            {one.lookedAt ? (
              <>
                , opened <Moment at={one.lookedAt} />
              </>
            ) : (
              ', not opened'
            )}
            . Given by <PersonLink id={one.by.id} name={one.by.name} plain />: “{one.reason}”
          </Typography>
        ))}
      </Box>
    </Section>
  )
}
