import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { FileQuestion } from 'lucide-react'
import { useRef } from 'react'
import { useRowKeys } from '../ui/hooks/rowKeys'
import { EmptyState } from '../ui/page/EmptyState'
import { Section } from '../ui/page/Page'
import type { Call } from './calls'
import { Quote } from './transcript/Quote'

/** What the parts of a summary are called. */
export const partNames: Record<string, string> = {
  about: 'Summary',
  decisions: 'Decisions',
  'next-steps': 'Next steps',
  'open-questions': 'Open questions',
  'prices-and-dates': 'Prices and dates',
  'objections-and-risks': 'Objections and risks',
  competitors: 'Competitors',
}

/** Which engine chose the words: the built-in one, or the model of this name, of which only what it quoted word for word is left. */
export function chosenBy(engine: string): string {
  return engine === 'offline'
    ? 'Quoted word for word from the call, selected automatically.'
    : `Quoted word for word from the call, selected by the model ${engine}.`
}

/** A call's summary: its parts, each a few quotations with their moments, which lead to the transcript unless it is `alone`. */
export function Summary({ call, alone = false }: { call: Call; alone?: boolean }) {
  const { parts, engine } = call.summary
  const lines = useRef<HTMLDivElement>(null)
  useRowKeys(lines)
  if (!parts.length)
    return (
      <EmptyState icon={FileQuestion} title="No highlights in this call">
        {alone || call.transcriptDeleted ? 'No line was selected.' : 'No line was selected. The transcript has the whole conversation.'}
      </EmptyState>
    )
  return (
    <Box ref={lines}>
      {parts.map((part) => (
        <Section key={part.kind} title={partNames[part.kind] ?? part.kind}>
          <Box component="ul">
            {part.lines.map((line) => (
              <Quote key={`${line.turn}:${line.text}`} call={alone ? undefined : call.id} line={line} copies={!alone} />
            ))}
          </Box>
        </Section>
      ))}
      <Typography variant="body2" color="text.secondary">
        {chosenBy(engine)}
      </Typography>
    </Box>
  )
}
