import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Moment } from '../ui/Moment'
import { Section } from '../ui/Page'
import { capital } from '../ui/words'
import { Initials } from '../ui/PersonName'
import { Ask } from './Ask'
import type { Call } from './calls'

/** What stands beside a call: the box to ask about it, and who else sees it and why. */
export function Beside({ call }: { call: Call }) {
  const [question, setQuestion] = useState<string | null>(null)
  return (
    <Box component="aside" aria-label="Ask, and who sees it" sx={{ minWidth: 0 }}>
      {call.can.ask.allowed && (
        <Section title="Ask about this call">
          <Ask label="What do you want to know?" call={call.id} question={question} onAsk={setQuestion} />
        </Section>
      )}
      <Readers readers={call.readers} />
      {!!call.openings?.length && <Openings openings={call.openings} />}
      {call.attendees.length > 0 && (
        <Section title="Who was there">
          <Typography variant="body2" color="text.secondary">
            {call.attendees.map((one) => one.name).join(', ')}
          </Typography>
        </Section>
      )}
    </Box>
  )
}

function Readers({ readers }: Pick<Call, 'readers'>) {
  return (
    <Section title="Who can see it" aside={readers.length}>
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {readers.map((reader) => (
          <Box component="li" key={reader.id} sx={{ display: 'flex', gap: 2.5, alignItems: 'flex-start' }}>
            <Initials name={reader.name} side={28} />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 500 }}>
                <bdi>{reader.name}</bdi>
              </Typography>
              <Typography variant="caption" component="p" color="text.secondary">
                {capital(reader.why)}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  )
}

/** Whoever opened the call to troubleshoot stands here for its owner, with the reason they gave. */
function Openings({ openings }: { openings: NonNullable<Call['openings']> }) {
  return (
    <Section title="Opened to troubleshoot">
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {openings.map((opening) => (
          <Typography component="li" variant="body2" key={opening.at}>
            <bdi>{opening.by.name}</bdi>, <Moment at={opening.at} />: “{opening.reason}”
          </Typography>
        ))}
      </Box>
    </Section>
  )
}
