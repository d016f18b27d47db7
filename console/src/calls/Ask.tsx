import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import { size } from '../theme/tokens'
import { PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { useAnswer } from './calls'
import { Quote } from './transcript/Quote'
import { TranscriptDeleted } from './transcript/TranscriptDeleted'
import { chosenBy } from './Summary'

interface Props {
  label: string
  question: string | null
  onAsk: (question: string) => void
  /** The one call that is asked about; without it, all that the asker may see. */
  call?: string
  autoFocus?: boolean
}

/** A question in plain words and its answer: quotations that lead to their moments, or that nothing answers it. */
export function Ask({ label, question, onAsk, call, autoFocus }: Props) {
  const [text, setText] = useState(question ?? '')
  const [asked, setAsked] = useState(question)
  if (asked !== question) {
    setAsked(question)
    setText(question ?? '')
  }
  const box = useRef<HTMLInputElement>(null)
  const answer = useAnswer(question, call)
  return (
    <Box>
      <Box
        component="form"
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          if (text.trim()) onAsk(text.trim())
          else box.current?.focus()
        }}
        sx={{ display: 'flex', gap: 2, maxWidth: size.ask }}
      >
        <OutlinedInput
          fullWidth
          autoFocus={autoFocus}
          inputRef={box}
          placeholder={label}
          inputProps={{ 'aria-label': label, maxLength: 1000 }}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" variant="contained" loading={answer.isFetching}>
          Ask
        </Button>
      </Box>
      {question && (
        <Box aria-live="polite" aria-busy={answer.isFetching} sx={{ mt: 5 }}>
          <Loaded query={answer} skeleton={<PageSkeleton />} what="call">
            {({ none, lines, engine, unsure, followUps, transcriptDeleted }) => (
              <>
                {transcriptDeleted && (
                  <Box sx={{ mb: 3 }}>
                    <TranscriptDeleted at={transcriptDeleted} />
                  </Box>
                )}
                {unsure && <Typography sx={{ mb: 3 }}>I am not sure that these quotes answer the question.</Typography>}
                {none || !lines.length ? (
                  <Typography>No matching quotes in your calls.</Typography>
                ) : (
                  <Box component="ul">
                    {lines.map((line) => (
                      <Quote
                        key={`${line.call}:${line.turn}:${line.text}`}
                        call={line.call}
                        line={line}
                        source={call ? undefined : line.title}
                      />
                    ))}
                  </Box>
                )}
                {followUps.length > 0 && (
                  <Box sx={{ mt: 4 }}>
                    <Typography variant="body2">You could also ask</Typography>
                    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mt: 2 }}>
                      {followUps.map((next) => (
                        <Button key={next} size="small" variant="outlined" onClick={() => onAsk(next)}>
                          {next}
                        </Button>
                      ))}
                    </Box>
                  </Box>
                )}
                <Typography variant="body2" color="text.secondary" sx={{ mt: 3 }}>
                  {chosenBy(engine)}
                </Typography>
              </>
            )}
          </Loaded>
        </Box>
      )}
    </Box>
  )
}
