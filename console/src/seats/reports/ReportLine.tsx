import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { CalendarX, LogOut, Mail, Pause, Pencil, Play } from 'lucide-react'
import { useChange } from '../../api/queries'
import { daysOf } from '../../inbox/ScheduleFields'
import { size } from '../../theme/tokens'
import { useSay } from '../../ui/page/Said'
import { Moment } from '../../ui/shown/Moment'
import { StateChip } from '../../ui/shown/StateChip'
import { listed, people } from '../../ui/shown/words'
import { Actions } from '../../ui/why/Actions'
import { formatNames, leaveReport, pauseReport, reportNames, sendReport, type SeatReport } from './reports'

interface Props {
  customer: string
  report: SeatReport
  onEdit: () => void
  onEnd: () => void
}

/** A scheduled report: what, when and to whom; when it comes next, what came of the last time, and what the reader may do. */
export function ReportLine({ customer, report, onEdit, onEnd }: Props) {
  const { when, owner, next, last } = report
  return (
    <Box component="li" aria-label={reportNames[report.report]} sx={{ display: 'flex', flexWrap: 'wrap', gap: 3 }}>
      <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 2 }}>
          <Typography component="h2" sx={{ fontWeight: 500 }}>
            {reportNames[report.report]}
          </Typography>
          {report.paused && <StateChip>Paused</StateChip>}
        </Box>
        <Typography>
          {formatNames[report.format]} at {when.at} ({when.timeZone.replaceAll('_', ' ')}), {daysOf(when)}
        </Typography>
        <Recipients report={report} />
        <Typography variant="body2" color="text.secondary">
          Scheduled by <bdi>{owner.name}</bdi>.{' '}
          {next && (
            <>
              Next <Moment at={next} />.{' '}
            </>
          )}
          {last ? <Last last={last} /> : 'Not sent yet.'}
        </Typography>
      </Box>
      <Acts customer={customer} report={report} onEdit={onEdit} onEnd={onEnd} />
    </Box>
  )
}

/** By name, and who of them stopped such e-mails. */
function Recipients({ report: { recipients } }: { report: SeatReport }) {
  const most = 6
  const names = recipients.slice(0, most).map(({ person, wants }) => (wants ? person.name : `${person.name} (stopped these e-mails)`))
  const more = recipients.length - names.length
  return (
    <Typography sx={{ overflowWrap: 'anywhere' }}>
      {recipients.length === 0 ? 'To nobody any more.' : `To ${more > 0 ? `${names.join(', ')} and ${people(more)} more` : listed(names)}`}
    </Typography>
  )
}

function Last({ last: { at, sent, waiting, notSent, failed } }: { last: NonNullable<SeatReport['last']> }) {
  const parts = [
    sent > 0 && `sent to ${people(sent)}`,
    waiting > 0 && `on its way to ${people(waiting)}`,
    notSent > 0 && `not sent to ${people(notSent)} who can’t see it or don’t want it`,
    failed > 0 && `not accepted by the mail server for ${people(failed)}`,
  ].filter((part) => part !== false)
  return (
    <>
      Last <Moment at={at} />: {parts.join(', ')}.
    </>
  )
}

function Acts({ customer, report, onEdit, onEnd }: Props) {
  const say = useSay()
  const { paused } = report
  const done = (text: string) => ({ onSuccess: () => say({ text }), onError: (error: Error) => say({ text: error.message }) })
  const send = useChange(() => sendReport(customer, report), 'seatReport')
  const pause = useChange(() => pauseReport(customer, report, !paused), 'seatReport')
  const leave = useChange(() => leaveReport(customer, report), 'seatReport')
  const refused = (key: 'edit' | 'stop') =>
    report.can[key]?.allowed ? undefined : { sentence: report.can[key]?.why ?? '', permission: 'licence/view' }
  const acts = [
    {
      label: 'Send to me now',
      icon: Mail,
      onChoose: () => send.mutate(undefined, done('On its way to your mailbox.')),
    },
    { label: 'Change', icon: Pencil, onChoose: onEdit, refused: refused('edit') },
    {
      label: paused ? 'Resume' : 'Pause',
      icon: paused ? Play : Pause,
      onChoose: () => pause.mutate(undefined, done(paused ? 'Resumed. What was missed is not sent.' : 'Paused. Nothing is sent.')),
      refused: refused('stop'),
    },
    ...(report.mine
      ? [
          {
            label: 'Leave',
            icon: LogOut,
            grave: true,
            onChoose: () => leave.mutate(undefined, done('You left. Others still get it.')),
          },
        ]
      : []),
    { label: 'End schedule', icon: CalendarX, grave: true, onChoose: onEnd, refused: refused('stop') },
  ]
  return <Actions acts={acts} />
}
