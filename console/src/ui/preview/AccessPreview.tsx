import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleAlert, RefreshCw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Shape } from '../../api/client'
import { Later } from '../page/Later'
import { Notice } from '../page/states'
import { PersonLine } from '../shown/PersonName'
import { people } from '../shown/words'
import { decisionWords, namesOf } from './decisionWords'
import { Columns, Side } from './PreviewChange'
import type { Preview } from './usePreview'

type Sides = Shape<'PreviewSide'>
type Group = Shape<'PreviewGroup'>

/** Which decisions a change flips and for whom, as the server works it out, before it is made. */
export function AccessPreview({ preview: { asked, shows, fault, moved } }: { preview: Preview }) {
  const box = useRef<HTMLDivElement>(null)
  // What is shown again is below what was filled in: it comes into sight.
  useEffect(() => {
    if (moved) box.current?.focus()
  }, [moved, shows])
  if (!asked) return null
  if (fault) return <Notice icon={CircleAlert}>{fault.message}</Notice>
  if (!shows) {
    return (
      <Later>
        <Typography color="text.secondary">Finding out whose access changes…</Typography>
      </Later>
    )
  }
  const { gains, losses, withheld } = shows
  const nobody = !gains.groups.length && !losses.groups.length
  return (
    <Box
      ref={box}
      role="status"
      aria-label="What changes"
      tabIndex={-1}
      sx={{ display: 'grid', gap: 4, '&:focus-visible': { outline: 'none' } }}
    >
      {moved && (
        <Notice icon={RefreshCw}>Something changed after you opened this. This is what happens now: look again, then confirm.</Notice>
      )}
      {nobody && !withheld && <Typography color="text.secondary">Nobody’s access changes now.</Typography>}
      {!nobody && (
        <Columns both={gains.groups.length > 0 && losses.groups.length > 0}>
          {gains.groups.length > 0 && <AccessSide side={gains} gain />}
          {losses.groups.length > 0 && <AccessSide side={losses} />}
        </Columns>
      )}
      {withheld && <Typography color="text.secondary">Access in Insights changes too. It isn’t visible to you.</Typography>}
    </Box>
  )
}

function AccessSide({ side, gain = false }: { side: Sides; gain?: boolean }) {
  return (
    <Side title={`${gain ? 'Gain' : 'Lose'} access${side.people + side.integrationUsers > 1 ? ` · ${counted(side)}` : ''}`} gain={gain}>
      {side.groups.map((group) => (
        <Box component="li" key={[...group.people.map(({ id }) => id), ...group.integrationUsers, group.decisions[0]?.permission].join()}>
          <GroupLine group={group} />
        </Box>
      ))}
      {side.more > 0 && (
        <Typography component="li" variant="caption" color="text.secondary">
          And {side.more} more groups of people.
        </Typography>
      )}
    </Side>
  )
}

/** “3 people and 1 integration user”. */
function counted({ people: persons, integrationUsers }: Sides): string {
  const machines = integrationUsers === 1 ? '1 integration user' : `${integrationUsers} integration users`
  return [persons && people(persons), integrationUsers && machines].filter(Boolean).join(' and ')
}

/** How many decisions are said at once; the others when they are asked for. */
const most = 4

/** People for whom the same changes, by name, and what. */
function GroupLine({ group }: { group: Group }) {
  const [all, setAll] = useState(false)
  const names = [...group.people.map(({ name }) => name), ...group.integrationUsers]
  const words = decisionWords(group.decisions)
  const shown = all || words.length <= most + 1 ? words : words.slice(0, most)
  const lines = (
    <>
      {shown.map((line) => (
        <Box component="span" key={line} sx={{ display: 'block' }}>
          {line}
        </Box>
      ))}
      {shown.length < words.length && (
        <Button size="small" color="inherit" onClick={() => setAll(true)} sx={{ ml: -2.25 }}>
          Show {words.length - shown.length} more
        </Button>
      )}
    </>
  )
  if (group.people.length === 1 && group.count === 1) return <PersonLine name={names[0]!}>{lines}</PersonLine>
  return (
    <>
      <Typography variant="body2" sx={{ fontWeight: 500, overflowWrap: 'anywhere' }}>
        {namesOf(names, group.count)}
      </Typography>
      <Typography variant="caption" component="div" color="text.secondary">
        {lines}
      </Typography>
    </>
  )
}
