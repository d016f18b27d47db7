import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Named } from '../session/links'
import { Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { listed } from '../ui/shown/words'
import { memberOf, type Configuration } from './configuration'

/** Who saved what, the newest first; an earlier save can be filled in again. */
export function Saves({ configuration, onRestore }: { configuration: Configuration; onRestore: (number: number) => void }) {
  if (!configuration.saves.length) return null
  return (
    <Section title="Saved before">
      <Box component="ul" sx={{ display: 'grid', gap: 2 }}>
        {configuration.saves.map(({ number, at, by, changed }, place) => (
          <Box component="li" key={number} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 3 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Named who={by} /> <Moment at={at} />
              {changed.some(Boolean) && (
                <>
                  : {listed([...new Set(changed.filter(Boolean).map((pointer) => memberOf(configuration.schema as never, pointer).title))])}
                </>
              )}
            </Box>
            {place > 0 && (
              <Button size="small" color="inherit" aria-label={`Fill in save ${number}`} onClick={() => onRestore(number)}>
                Fill in
              </Button>
            )}
          </Box>
        ))}
      </Box>
    </Section>
  )
}
