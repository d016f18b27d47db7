import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { useParams } from 'react-router'
import { Guarded } from '../../session/Guarded'
import { size } from '../../theme/tokens'
import { EmptyState } from '../../ui/page/EmptyState'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { Page } from '../../ui/page/Page'
import { RefusedButton } from '../../ui/why/WhyPanel'
import { useSeatUse } from '../seats'
import { SeatViews } from '../SeatViews'
import { EndReportDrawer, ReportDrawer } from './ReportDrawers'
import { ReportLine } from './ReportLine'
import { useSeatReports, type SeatReport } from './reports'

/** Reports of seats that are mailed again and again: what, when, to whom, and what came of the last time. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="seats">
      <SeatReports key={customer} customer={customer} />
    </Guarded>
  )
}

function SeatReports({ customer }: { customer: string }) {
  const use = useSeatUse(customer)
  const reports = useSeatReports(customer)
  const [editing, setEditing] = useState<{ report?: SeatReport } | null>(null)
  const [ending, setEnding] = useState<SeatReport | null>(null)
  const add = reports.data?.add
  const button = add?.allowed ? (
    <Button variant="contained" onClick={() => setEditing({})}>
      Schedule report
    </Button>
  ) : (
    add && <RefusedButton refused={{ sentence: add.why ?? '', permission: 'licence/view' }}>Schedule report</RefusedButton>
  )
  return (
    <Page
      title="Seats"
      lead="Reports of seats by e-mail, to people who can see seats. Whether each of them still can is checked every time."
      action={reports.data?.reports.length ? button : undefined}
    >
      <SeatViews customer={customer} waiting={use?.waiting} />
      <Loaded query={reports} skeleton={<ListSkeleton />} what="customer" back="/">
        {({ reports: items }) =>
          items.length ? (
            <Box component="ul" aria-label="Scheduled reports" sx={{ display: 'grid', gap: 7, maxWidth: size.readingPage }}>
              {items.map((report) => (
                <ReportLine
                  key={report.id}
                  customer={customer}
                  report={report}
                  onEdit={() => setEditing({ report })}
                  onEnd={() => setEnding(report)}
                />
              ))}
            </Box>
          ) : (
            <EmptyState icon={CalendarClock} title="No scheduled reports yet" action={button}>
              A scheduled report comes by e-mail at a time and on days that you choose, to you and others who can see seats.
            </EmptyState>
          )
        }
      </Loaded>
      <ReportDrawer
        customer={customer}
        people={reports.data?.people ?? []}
        files={reports.data?.files !== false}
        editing={editing}
        onClose={() => setEditing(null)}
      />
      <EndReportDrawer customer={customer} report={ending} onClose={() => setEnding(null)} />
    </Page>
  )
}
