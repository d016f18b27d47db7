import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { UserMinus, UserPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '../shown/Icon'
import { PersonLine } from '../shown/PersonName'

/** Somebody whose access changes, and how. */
export interface Affected {
  id: string
  name: string
  how: string
}

/** Who gains and who loses what by a change, with their names, before it is made. */
export function PreviewChange({ gains, loses }: { gains: Affected[]; loses: Affected[] }) {
  if (!gains.length && !loses.length) return null
  return (
    <Columns both={gains.length > 0 && loses.length > 0}>
      {gains.length > 0 && (
        <Side title="Gain access" gain>
          <People people={gains} />
        </Side>
      )}
      {loses.length > 0 && (
        <Side title="Lose access">
          <People people={loses} />
        </Side>
      )}
    </Columns>
  )
}

function People({ people }: { people: Affected[] }) {
  return people.map((one) => (
    <Box component="li" key={one.id}>
      <PersonLine name={one.name}>{one.how}</PersonLine>
    </Box>
  ))
}

/** Two columns beside each other where there is room, or one. */
export function Columns({ both, children }: { both: boolean; children: ReactNode }) {
  return <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: both ? '1fr 1fr' : '1fr' }, gap: 6 }}>{children}</Box>
}

/** Those who gain, or those who lose, under one title. */
export function Side({ title, gain = false, children }: { title: string; gain?: boolean; children: ReactNode }) {
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0 }}>
      <Typography
        variant="h3"
        sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 3, color: gain ? 'tone.good.main' : 'tone.danger.main' }}
      >
        <Icon of={gain ? UserPlus : UserMinus} small />
        {title}
      </Typography>
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {children}
      </Box>
    </Box>
  )
}
