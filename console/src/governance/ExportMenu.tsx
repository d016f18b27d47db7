import Button from '@mui/material/Button'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Download, FileSpreadsheet, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { measure } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { trailQuery, type AuditFilters, type SectionName } from './audit'

interface Props {
  customer: string
  section: SectionName
  filters: AuditFilters
  /** Whether the filters leave anything out. */
  narrowed: boolean
}

/** Takes the trail away in a file: as a table what the filters leave, or the whole section with its proofs. That it was taken is an entry too. */
export function ExportMenu({ customer, section, filters, narrowed }: Props) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const trail = `/api/customers/${encodeURIComponent(customer)}/audit`
  const given = Object.entries(trailQuery(section, filters)).filter((pair): pair is [string, string] => pair[1] !== undefined)
  const files = [
    {
      label: 'Table (CSV)',
      words: narrowed ? 'The filtered entries, for a spreadsheet.' : 'Every entry of this section, for a spreadsheet.',
      icon: FileSpreadsheet,
      href: `${trail}.csv?${new URLSearchParams(given)}`,
    },
    {
      label: 'Provable (JSON Lines)',
      words: 'The whole section, each entry with its proof. Verify offline with usher audit verify.',
      icon: ShieldCheck,
      href: `${trail}/export?section=${section}`,
    },
  ]
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="menu"
        startIcon={<Icon of={Download} small />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Export' } }}
      >
        {files.map((file) => (
          <MenuItem
            key={file.label}
            component="a"
            href={file.href}
            download
            onClick={() => setAnchor(null)}
            sx={{ alignItems: 'flex-start' }}
          >
            <Icon of={file.icon} small />
            <ListItemText
              primary={file.label}
              secondary={file.words}
              slotProps={{ secondary: { variant: 'body2' } }}
              sx={{ m: 0, maxWidth: measure.short, whiteSpace: 'normal' }}
            />
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
