import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { Section } from '../ui/Page'
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
    </Box>
  )
}

function Readers({ readers }: Pick<Call, 'readers'>) {
  return (
    <Section title="Who can see it" aside={readers.length}>
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {readers.map((reader) => (
          <Box component="li" key={`${reader.name}:${reader.why}`} sx={{ display: 'flex', gap: 2.5, alignItems: 'flex-start' }}>
            <Initials name={reader.name} side={28} />
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 500 }}>
                <bdi>{reader.name}</bdi>
              </Typography>
              <Typography variant="caption" component="p" color="text.secondary">
                {reader.why}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
    </Section>
  )
}
