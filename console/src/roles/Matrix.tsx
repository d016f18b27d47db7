import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import useMediaQuery from '@mui/material/useMediaQuery'
import { useState } from 'react'
import { font, screen, size } from '../theme/tokens'
import { FilterChip } from '../ui/list/FilterChip'
import { StateChip } from '../ui/shown/StateChip'
import { capital } from '../ui/shown/words'
import type { RoleTable } from './roles'

type Family = RoleTable['families'][number]
type Row = RoleTable['rows'][number]

/** How far a cell reaches, in the law's word and a sentence. */
const reaches: Record<string, string> = {
  own: 'in one’s own customer',
  assigned: 'in the tenants assigned to the user',
  picked: 'only the apps picked on the custom role, in the assigned tenants',
  scope: 'what was granted: the whole organization, or certain teams',
  'whole-scope': 'what was granted, if it is the whole organization',
  self: 'one’s own',
  visible: 'the calls the person can see',
  all: 'every customer',
  key: 'what the permissions of the integration user and its key allow',
}

/** The same in few words, where a cell is alone. */
export const reachWords: Record<string, string> = {
  own: 'Own customer',
  assigned: 'Assigned tenants',
  picked: 'Picked apps',
  scope: 'As granted',
  'whole-scope': 'If granted for everything',
  self: 'Only themselves',
  visible: 'Calls they see',
  all: 'Every customer',
  key: 'By key',
}

const refused = (cell: Row['cells'][number] | undefined) => cell == null || cell === 'none'

function Reach({ cell }: { cell: Row['cells'][number] | undefined }) {
  if (refused(cell))
    return (
      <Box component="span" sx={{ color: 'text.secondary' }} aria-label="refused">
        —
      </Box>
    )
  return (
    <span title={reaches[cell!]}>
      <StateChip tone="accent">{cell}</StateChip>
    </span>
  )
}

function Permission({ row }: { row: Row }) {
  return (
    <>
      <Box component="span" sx={{ display: 'block' }}>
        {capital(row.meaning)}
      </Box>
      <Typography variant="caption" component="code" color="text.secondary" sx={{ fontFamily: font.mono }}>
        {row.permission}
      </Typography>
    </>
  )
}

/** One family's table; on a phone, one role of it at a time. */
export function Matrix({ family, rows }: { family: Family; rows: Row[] }) {
  const narrow = useMediaQuery(screen.narrow, { noSsr: true })
  if (!rows.length) return <Typography color="text.secondary">No matching permission.</Typography>
  return (
    <>
      <Typography
        variant="body2"
        component="ul"
        color="text.secondary"
        sx={{ mb: 3, display: 'flex', flexWrap: 'wrap', columnGap: 5, rowGap: 0.5 }}
      >
        {Object.entries(reaches)
          .filter(([reach]) => rows.some((row) => row.cells.some((cell) => cell === reach)))
          .map(([reach, words]) => (
            <li key={reach}>
              <b>{reach}</b>: {words}
            </li>
          ))}
      </Typography>
      {narrow ? <OneRole family={family} rows={rows} /> : <AllRoles family={family} rows={rows} />}
    </>
  )
}

function AllRoles({ family, rows }: { family: Family; rows: Row[] }) {
  return (
    <Box
      component="table"
      aria-label={`Roles of ${family.name}`}
      sx={{
        width: '100%',
        tableLayout: 'fixed',
        borderCollapse: 'collapse',
        typography: 'body2',
        '& td, & th': { p: 2, textAlign: 'start', verticalAlign: 'top' },
        '& thead th:first-of-type, & th[scope=row]': { pl: 0 },
      }}
    >
      <thead>
        <tr>
          <Box component="th" scope="col" sx={{ width: '34%' }}>
            <Typography variant="caption" color="text.secondary">
              Permission
            </Typography>
          </Box>
          {family.roles.map((role) => (
            <Box
              component="th"
              scope="col"
              key={role.name}
              sx={{ position: 'sticky', top: size.topBar, bgcolor: 'background.default', zIndex: 1 }}
            >
              <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
                {role.name}
              </Box>
              {role.level && (
                <Typography variant="caption" color="text.secondary">
                  {role.level}
                </Typography>
              )}
            </Box>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Box component="tr" key={row.permission} sx={{ '&:hover': { bgcolor: 'action.hover' } }}>
            <Box component="th" scope="row" sx={{ fontWeight: 400 }}>
              <Permission row={row} />
            </Box>
            {family.roles.map((role, place) => (
              <td key={role.name}>
                <Reach cell={row.cells[place]} />
              </td>
            ))}
          </Box>
        ))}
      </tbody>
    </Box>
  )
}

function OneRole({ family, rows }: { family: Family; rows: Row[] }) {
  const [chosen, choose] = useState(family.roles[0]?.name ?? '')
  const place = Math.max(
    0,
    family.roles.findIndex((role) => role.name === chosen),
  )
  return (
    <>
      <FilterChip
        label="Role"
        any="for no role"
        before="for"
        value={chosen}
        choices={family.roles.map((role) => ({ key: role.name, label: role.name, hint: role.level ?? '' }))}
        onChange={(role) => choose(role ?? family.roles[0]?.name ?? '')}
      />
      <Box component="ul" sx={{ mt: 3 }}>
        {rows.map((row) => (
          <Box
            component="li"
            key={row.permission}
            sx={{ display: 'flex', gap: 3, justifyContent: 'space-between', alignItems: 'baseline', py: 2 }}
          >
            <Box sx={{ minWidth: 0 }}>
              <Permission row={row} />
            </Box>
            <Reach cell={row.cells[place]} />
          </Box>
        ))}
      </Box>
    </>
  )
}
