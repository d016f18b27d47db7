import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { size } from '../theme/tokens'
import type { Dashboard } from './customers'

type Week = Dashboard['requests'][number]
type Kind = 'apps' | 'access'

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const weekOf = ({ from }: Week) => day.format(new Date(from))

/** Requests by week: a row of bars for each kind, and a table behind them. */
export function RequestsOverTime({ weeks }: { weeks: Week[] }) {
  const [table, setTable] = useState(false)
  const access = weeks.some((week) => week.access != null)
  const kinds: { key: Kind; label: string }[] = [
    { key: 'apps', label: 'Apps requested' },
    ...(access ? [{ key: 'access' as const, label: 'Access requested' }] : []),
  ]
  return (
    <>
      {table ? (
        <AsTable weeks={weeks} kinds={kinds} />
      ) : (
        kinds.map((kind) => <Bars key={kind.key} weeks={weeks} kind={kind.key} label={kind.label} />)
      )}
      <Button size="small" color="inherit" aria-pressed={table} onClick={() => setTable(!table)} sx={{ mx: -3.5 }}>
        {table ? 'Show as chart' : 'Show as table'}
      </Button>
    </>
  )
}

const count = (week: Week, kind: Kind) => week[kind] ?? 0

/** Bars from zero; the highest says its number, and the first and the last their week. */
function Bars({ weeks, kind, label }: { weeks: Week[]; kind: Kind; label: string }) {
  const most = Math.max(...weeks.map((week) => count(week, kind)))
  const sum = weeks.reduce((all, week) => all + count(week, kind), 0)
  const said = `${label}: ${sum} in ${weeks.length} weeks${sum ? `, at most ${most} in one` : ''}.`
  return (
    <Box role="img" aria-label={said} sx={{ mb: 5 }}>
      <Typography variant="caption" component="div" color="text.secondary" sx={{ mb: 1 }}>
        {label}: {sum}
      </Typography>
      {sum === 0 ? (
        <Typography variant="body2">None in {weeks.length} weeks.</Typography>
      ) : (
        <>
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: `repeat(${weeks.length}, minmax(0, 1fr))`,
              alignItems: 'end',
              gap: 1,
              height: size.chart,
              borderBottom: 1,
              borderColor: 'line.strong',
            }}
          >
            {weeks.map((week) => (
              <Box
                key={week.from}
                title={`Week of ${weekOf(week)}: ${count(week, kind)}`}
                sx={{ height: '100%', display: 'flex', flexDirection: 'column', justifyContent: 'end' }}
              >
                {count(week, kind) > 0 && (
                  <Typography variant="caption" component="span" sx={{ textAlign: 'center', fontVariantNumeric: 'tabular-nums' }}>
                    {count(week, kind)}
                  </Typography>
                )}
                <Box
                  sx={{
                    height: `${(count(week, kind) / most) * 80}%`,
                    borderRadius: `${size.radiusChip}px ${size.radiusChip}px 0 0`,
                    bgcolor: kind === 'apps' ? 'primary.main' : 'tone.info.main',
                  }}
                />
              </Box>
            ))}
          </Box>
          <Typography
            variant="caption"
            component="div"
            color="text.secondary"
            sx={{ display: 'flex', justifyContent: 'space-between', mt: 1 }}
          >
            <span>{weekOf(weeks[0]!)}</span>
            <span>{weekOf(weeks.at(-1)!)}</span>
          </Typography>
        </>
      )}
    </Box>
  )
}

function AsTable({ weeks, kinds }: { weeks: Week[]; kinds: { key: Kind; label: string }[] }) {
  return (
    <Box
      component="table"
      aria-label="Requests by week"
      sx={{
        width: '100%',
        borderCollapse: 'collapse',
        typography: 'body2',
        mb: 3,
        '& th, & td': { py: 0.5, textAlign: 'start', fontWeight: 400 },
      }}
    >
      <thead>
        <Box component="tr" sx={{ color: 'text.secondary', typography: 'caption' }}>
          <th scope="col">Week of</th>
          {kinds.map(({ key, label }) => (
            <th scope="col" key={key}>
              {label}
            </th>
          ))}
        </Box>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week.from}>
            <th scope="row">{weekOf(week)}</th>
            {kinds.map(({ key }) => (
              <Box component="td" key={key} sx={{ fontVariantNumeric: 'tabular-nums' }}>
                {count(week, key)}
              </Box>
            ))}
          </tr>
        ))}
      </tbody>
    </Box>
  )
}
