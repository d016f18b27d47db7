import Button from '@mui/material/Button'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { isOpen, laterDrawer } from '../../ui/form/laterDrawer'
import { Icon } from '../../ui/shown/Icon'
import type { CallFilterName } from '../calls'

const SavedSearchDrawer = laterDrawer(() => import('./SavedSearchDrawer').then((m) => m.SavedSearchDrawer), isOpen)

/** The way to one’s saved searches; while something is searched for, also to save that. */
export function SavedSearches({ filters }: { filters: Record<CallFilterName, string | null> }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="outlined" startIcon={<Icon of={Bookmark} />} onClick={() => setOpen(true)}>
        Saved searches
      </Button>
      <SavedSearchDrawer open={open} onClose={() => setOpen(false)} filters={filters} />
    </>
  )
}
