import Button from '@mui/material/Button'
import Popover from '@mui/material/Popover'
import { useQuery } from '@tanstack/react-query'
import { HelpCircle } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { inCustomer } from '../addresses'
import { size } from '../theme/tokens'
import { Choices } from '../ui/list/Choices'
import { Icon } from '../ui/shown/Icon'
import { permissionChoices, rolesQuery } from '../roles/roles'
import type { AboutUser } from './people'

const words = 'Explain access'

/** Asks why a user may do something or not: one chooses what, the answer is on its own page. */
export function WhyMay({ customer, user }: AboutUser) {
  const go = useNavigate()
  const table = useQuery(rolesQuery).data
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Icon of={HelpCircle} small />}
      >
        {words}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { 'aria-label': words, role: 'dialog', sx: { width: size.palette, mt: 1 } } }}
      >
        <Choices
          label={`Explain access of ${user.name}`}
          choices={table ? permissionChoices(table) : []}
          onChoose={({ key }) => void go(`${inCustomer(customer, 'why')}?${new URLSearchParams({ person: user.email, permission: key })}`)}
        />
      </Popover>
    </>
  )
}
