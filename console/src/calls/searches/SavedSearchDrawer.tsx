import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Bookmark } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { CheckLine } from '../../ui/form/CheckLine'
import { Drawer } from '../../ui/form/Drawer'
import { Field } from '../../ui/form/Field'
import { SwitchLine } from '../../ui/form/SwitchLine'
import { EmptyState } from '../../ui/page/EmptyState'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { Section } from '../../ui/page/Page'
import type { CallFilterName } from '../calls'
import { kept, searchAddress, useSavedSearches, useSearchActs } from './searches'

interface Props {
  open: boolean
  onClose: () => void
  filters: Record<CallFilterName, string | null>
}

/** One’s saved searches, each with its notification; and what is searched for now, to be saved. */
export function SavedSearchDrawer({ open, onClose, filters }: Props) {
  const saved = useSavedSearches(open)
  const acts = useSearchActs()
  return (
    <Drawer
      title="Saved searches"
      open={open}
      onClose={onClose}
      actions={
        <Button color="inherit" onClick={onClose}>
          Close
        </Button>
      }
    >
      <SaveThis filters={filters} acts={acts} />
      <Section title="Saved" aside={saved.data?.items.length || undefined}>
        <Loaded query={saved} skeleton={<ListSkeleton rows={3} />} what="list">
          {({ items }) =>
            items.length ? (
              <Box component="ul" aria-label="Saved searches" sx={{ display: 'grid', gap: 3 }}>
                {items.map((search) => (
                  <Box component="li" key={search.id} sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 3 }}>
                    <Typography sx={{ flex: '1 1 100%', fontWeight: 500, overflowWrap: 'anywhere' }}>
                      <Link to={searchAddress(search)} onClick={onClose}>
                        <bdi>{search.name}</bdi>
                      </Link>
                    </Typography>
                    <Box sx={{ flex: 1 }}>
                      <SwitchLine
                        label="Notify me of new calls"
                        on={search.notify}
                        onChange={(notify) => acts.change.mutate({ ...search, notify })}
                      />
                    </Box>
                    <Button
                      size="small"
                      color="inherit"
                      aria-label={`Delete ${search.name}`}
                      onClick={() => {
                        acts.remove.mutate(search)
                        // So that undoing it is in reach.
                        onClose()
                      }}
                    >
                      Delete
                    </Button>
                  </Box>
                ))}
              </Box>
            ) : (
              <EmptyState icon={Bookmark} title="No saved searches">
                Search or filter the calls, then open this again to save it.
              </EmptyState>
            )
          }
        </Loaded>
      </Section>
    </Drawer>
  )
}

/** What is searched for now, under a name. */
function SaveThis({ filters, acts: { save } }: { filters: Props['filters']; acts: ReturnType<typeof useSearchActs> }) {
  const search = kept(filters)
  const [name, setName] = useState<string>()
  const [notify, setNotify] = useState(true)
  if (!search) return null
  const shown = name ?? filters.text ?? filters.account ?? ''
  return (
    <Section title="Save this search">
      <Box
        component="form"
        sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate({ name: shown, search, notify }, { onSuccess: () => setName(undefined) })
        }}
      >
        <Field label="Name" hint="Dates are not saved.">
          {(field) => <OutlinedInput {...field} value={shown} onChange={(event) => setName(event.target.value)} />}
        </Field>
        <CheckLine
          label="Notify me of new calls"
          hint="In your inbox, when a call comes that it finds and you can see."
          checked={notify}
          onChange={setNotify}
        />
        <Button type="submit" variant="contained" loading={save.isPending} disabled={!shown.trim()}>
          Save search
        </Button>
      </Box>
    </Section>
  )
}
