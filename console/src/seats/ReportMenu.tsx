import Button from '@mui/material/Button'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { Icon } from '../ui/shown/Icon'
import { reportAddress, type SeatFilters } from './seats'

const forms = [
  { form: 'csv', label: 'Table (CSV)' },
  { form: 'xlsx', label: 'Workbook (XLSX)' },
] as const

/** The report of what the filters leave, as a file; that it was exported is recorded in the audit trail. */
export function ReportMenu({ customer, filters }: { customer: string; filters: SeatFilters }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
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
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {forms.map(({ form, label }) => (
          <MenuItem key={form} component="a" href={reportAddress(customer, form, filters)} download onClick={() => setAnchor(null)}>
            <ListItemText>{label}</ListItemText>
          </MenuItem>
        ))}
      </Menu>
    </>
  )
}
