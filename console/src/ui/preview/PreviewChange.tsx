import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { UserMinus, UserPlus, type LucideIcon } from 'lucide-react'
import type { ToneName } from '../../theme/tokens'
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
    <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: gains.length && loses.length ? '1fr 1fr' : '1fr' }, gap: 6 }}>
      <Side title="Gain access" icon={UserPlus} tone="good" people={gains} />
      <Side title="Lose access" icon={UserMinus} tone="danger" people={loses} />
    </Box>
  )
}

function Side({ title, icon, tone, people }: { title: string; icon: LucideIcon; tone: ToneName; people: Affected[] }) {
  if (!people.length) return null
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0 }}>
      <Typography variant="h3" sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 3, color: `tone.${tone}.main` }}>
        <Icon of={icon} small />
        {title}
      </Typography>
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {people.map((one) => (
          <Box component="li" key={one.id}>
            <PersonLine name={one.name}>{one.how}</PersonLine>
          </Box>
        ))}
      </Box>
    </Box>
  )
}
