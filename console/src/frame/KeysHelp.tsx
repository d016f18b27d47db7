import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { font, size } from '../theme/tokens'
import { CheckLine } from '../ui/form/CheckLine'
import { Drawer } from '../ui/form/Drawer'
import { caps, keyboard, lead, useSingleKeys, type Key } from '../ui/hooks/keyboard'
import type { NavItem } from '../session/room'

/** The shortcuts that work here, and the switch for those without Control. */
export default function KeysHelp({ open, onClose, items }: { open: boolean; onClose: () => void; items: NavItem[] }) {
  const [single, setSingle] = useSingleKeys()
  const rooms: Key[] = items.map(({ letter, label }) => ({ chords: [`${lead}+${letter}`], does: label }))
  return (
    <Drawer title="Keyboard shortcuts" open={open} onClose={onClose}>
      <Box sx={{ display: 'grid', gap: 6, pb: 6 }}>
        <CheckLine
          label="Single-key shortcuts"
          hint={`Turn these off if you use speech input or press keys by accident. ${caps(keyboard.search.chords[0]).join(' ')} still searches.`}
          checked={single}
          onChange={setSingle}
        />
        <Listed title="Anywhere" keys={[keyboard.search, keyboard.help, keyboard.rows, keyboard.undo]} single={single} />
        <Listed title="Go to a page: press one key after the other" keys={rooms} single={single} />
        <Listed title="In drawers, menus and lists" keys={[keyboard.save, keyboard.close, keyboard.move, keyboard.choose]} single />
      </Box>
    </Drawer>
  )
}

function Listed({ title, keys, single }: { title: string; keys: Key[]; single: boolean }) {
  const works = keys
    .map((key) => ({ ...key, chords: key.chords.filter((chord) => single || chord.startsWith('Control+')) }))
    .filter(({ chords }) => chords.length > 0)
  if (!works.length) return null
  return (
    <Box component="section" aria-label={title}>
      <Typography variant="h3" color="text.secondary" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 4, alignItems: 'center' }}>
        {works.map(({ chords, does }) => (
          <Fragment key={does}>
            <Box component="dt" sx={{ gridColumn: 1, py: 1.5 }}>
              {does}
            </Box>
            <Box
              component="dd"
              sx={{
                gridColumn: 2,
                display: 'flex',
                justifyContent: 'flex-end',
                gap: 2,
                alignItems: 'center',
                typography: 'body2',
                color: 'text.secondary',
              }}
            >
              {chords.map((chord, place) => (
                <Fragment key={chord}>
                  {place > 0 && 'or'}
                  <Chord of={chord} />
                </Fragment>
              ))}
            </Box>
          </Fragment>
        ))}
      </Box>
    </Box>
  )
}

function Chord({ of: chord }: { of: string }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1 }}>
      {caps(chord).map((cap) => (
        <Box
          component="kbd"
          key={cap}
          sx={{
            minWidth: size.avatar,
            px: 1.5,
            textAlign: 'center',
            borderRadius: `${size.radiusChip}px`,
            fontSize: font.size.small,
            lineHeight: font.line.dense,
            color: 'tone.neutral.main',
            bgcolor: 'tone.neutral.soft',
          }}
        >
          {cap}
        </Box>
      ))}
    </Box>
  )
}
