import Box from '@mui/material/Box'
import { size } from '../theme/tokens'
import type { Dashboard } from './customers'

/** People by role: a table whose numbers are bars as well, from zero, each with its own label. */
export function RoleBars({ label, roles }: { label: string; roles: Dashboard['roles'] }) {
  const most = Math.max(1, ...roles.map(({ count }) => count))
  return (
    <Box
      component="table"
      aria-label={label}
      sx={{ width: '100%', borderCollapse: 'collapse', typography: 'body2', mb: 5, '& th, & td': { px: 0, py: 1, textAlign: 'start' } }}
    >
      <Box component="caption" sx={{ textAlign: 'start', color: 'text.secondary', typography: 'caption', pb: 1 }}>
        {label.replace('People by ', '').replace(/^./, (letter) => letter.toUpperCase())}
      </Box>
      <tbody>
        {roles.map(({ role, count }) => (
          <tr key={role}>
            <Box component="th" scope="row" sx={{ width: '40%', fontWeight: 400 }}>
              {role}
            </Box>
            <td>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
                <Box
                  aria-hidden
                  sx={{
                    height: size.bar,
                    width: `${(count / most) * 80}%`,
                    minWidth: count ? size.focus : 0,
                    borderRadius: `0 ${size.radiusChip}px ${size.radiusChip}px 0`,
                    bgcolor: 'primary.main',
                  }}
                />
                <Box component="span" sx={{ fontVariantNumeric: 'tabular-nums' }}>
                  {count.toLocaleString()}
                </Box>
              </Box>
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  )
}
