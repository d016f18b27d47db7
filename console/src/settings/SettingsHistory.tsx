import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useAudit, type AuditEntry } from '../governance/audit'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import { Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { actWords, valueWords } from '../ui/shown/words'
import { hostsBefore, hostsChanges } from './recordings/hosts'
import { retentionBefore, retentionChanges } from './retentionHistory'
import { limitsOf, useRetention, type Limits, type Retention } from './retention'
import { audiences, callMails, type Audience, type CallMail, type Numbers } from './settings'

/** Values that settings had before a change, to be filled in again. */
export interface Former {
  organization?: Partial<Numbers>
  security?: { transcripts: Audience }
  retention?: Limits
  recorderHosts?: string[]
}

type Which = keyof Former

/** The settings as entries of the audit trail name them. */
const settings: Record<string, { key: keyof Numbers | 'transcripts'; name: string }> = {
  MostOrganizationAdmins: { key: 'mostOrganizationAdmins', name: 'Organization Admins at most' },
  MajorSeats: { key: 'majorSeats', name: 'Seats of a major change' },
  MajorSeatHours: { key: 'majorSeatHours', name: 'Hours of a major change' },
  NotesRequired: { key: 'notesRequired', name: 'Notes required' },
  CallMail: { key: 'callMail', name: 'E-mails about calls' },
  Transcripts: { key: 'transcripts', name: 'Whole transcripts' },
}

const audienceOf = (value: unknown) => actWords(String(value)).replaceAll(' ', '-') as Audience
const callMailOf = (value: unknown) => actWords(String(value)) as CallMail

interface Props {
  customer: string
  onRestore: (which: Which, former: Former) => void
}

/** Who changed which setting from what to what, read from the audit trail, each with a way back. */
export function SettingsHistory({ customer, onRestore }: Props) {
  const me = useMe()
  return allowed(me, 'insightsAudit') && <Versions customer={customer} onRestore={onRestore} />
}

function useChanges(customer: string, act: string) {
  return useAudit(customer, 'insights', { section: 'insights', subject: null, actor: null, act, since: null, until: null }).items.filter(
    (entry) => !entry.refused && changesOf(entry).length > 0,
  )
}

function Versions({ customer, onRestore }: Props) {
  const organization = useChanges(customer, 'EditOrganization')
  const security = useChanges(customer, 'EditSecurity')
  const retention = useChanges(customer, 'EditRetention')
  const hosts = useChanges(customer, 'EditRecorderHosts')
  const now = useRetention(customer)
  const all = [...organization, ...security, ...retention, ...hosts].sort((one, other) => other.index - one.index)
  return (
    <Section title="History">
      {all.length === 0 && <Typography color="text.secondary">No setting was changed yet.</Typography>}
      <Box component="ul" aria-label="Changes of settings" sx={{ display: 'grid', gap: 4, maxWidth: size.readingPage }}>
        {all.map((entry) => (
          <Box component="li" key={entry.index} sx={{ display: 'flex', flexWrap: 'wrap', gap: 3 }}>
            <Box sx={{ flex: `1 1 ${size.search}px`, minWidth: 0 }}>
              {changesOf(entry).map(({ name, before, after }) => (
                <Typography key={name}>
                  {name}: {before} → {after}
                </Typography>
              ))}
              <Typography variant="body2" color="text.secondary">
                <bdi>{entry.actor.name}</bdi>, <Moment at={entry.at} />
                {entry.note && <>: “{entry.note}”</>}
              </Typography>
            </Box>
            <Button size="small" variant="text" onClick={() => onRestore(...formerOf(entry, now.data))}>
              Restore earlier values
            </Button>
          </Box>
        ))}
      </Box>
    </Section>
  )
}

const properties = (entry: AuditEntry) =>
  Object.entries(entry.changes.find(({ entity }) => entity === 'Customer')?.properties ?? {}).filter(([name]) => name in settings)

function changesOf(entry: AuditEntry) {
  if (entry.act === 'EditRetention') return retentionChanges(entry)
  if (entry.act === 'EditRecorderHosts') return hostsChanges(entry)
  const words = (name: string, value: unknown) => {
    if (name === 'Transcripts') return audiences[audienceOf(value)].toLowerCase()
    return name === 'CallMail' ? callMails[callMailOf(value)].toLowerCase() : valueWords(value)
  }
  return properties(entry).map(([name, { before, after }]) => ({
    name: settings[name]!.name,
    before: words(name, before),
    after: words(name, after),
  }))
}

/** The values before a change, for the drawer that sets them. */
function formerOf(entry: AuditEntry, retention?: Retention): [Which, Former] {
  if (entry.act === 'EditRecorderHosts') return ['recorderHosts', { recorderHosts: hostsBefore(entry) }]
  if (entry.act === 'EditRetention' && retention) return ['retention', { retention: retentionBefore(entry, limitsOf(retention)) }]
  const before = properties(entry).map(
    ([name, { before }]) => [settings[name]!.key, name === 'CallMail' ? callMailOf(before) : before] as const,
  )
  return entry.act === 'EditSecurity'
    ? ['security', { security: { transcripts: audienceOf(before[0]![1]) } }]
    : ['organization', { organization: Object.fromEntries(before) as Partial<Numbers> }]
}
