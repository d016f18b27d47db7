import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Popover from '@mui/material/Popover'
import { Building2, ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { size } from '../theme/tokens'
import { Choices } from '../ui/list/Choices'
import { Icon } from '../ui/shown/Icon'

export interface CustomerName {
  slug: string
  name: string
}

/** Where one is: a plain name for who has one customer, a switch for staff and for people of several. */
export function CustomerSwitcher({
  customers,
  here,
  onChoose,
}: {
  customers: CustomerName[]
  here?: CustomerName
  onChoose: (slug: string) => void
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const name = (
    <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', fontWeight: 500 }}>
      <bdi>{here?.name ?? 'All customers'}</bdi>
    </Box>
  )
  if (customers.length < 2) {
    return <Box sx={{ display: 'flex', alignItems: 'center', minWidth: 0, height: size.control }}>{name}</Box>
  }
  return (
    <>
      <ButtonBase
        aria-haspopup="listbox"
        aria-label={`${here?.name ?? 'All customers'}: switch customer`}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          typography: 'body1',
          gap: 2,
          minWidth: 0,
          height: size.control,
          px: 2,
          ml: -2,
          borderRadius: `${size.radiusSmall}px`,
          '&:hover': { bgcolor: 'action.hover' },
        }}
      >
        {name}
        <Icon of={ChevronsUpDown} small />
      </ButtonBase>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Customers', sx: { width: size.popover, mt: 1 } } }}
      >
        <Choices
          label="Find a customer"
          choices={customers.map(({ slug, name }) => ({
            key: slug,
            label: name,
            hint: slug,
            icon: Building2,
            chosen: slug === here?.slug,
          }))}
          onChoose={(choice) => {
            setAnchor(null)
            onChoose(choice.key)
          }}
        />
      </Popover>
    </>
  )
}
