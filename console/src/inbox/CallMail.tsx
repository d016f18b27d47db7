import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Problem } from '../api/problem'
import { SwitchLine } from '../ui/form/SwitchLine'
import { OneOf } from '../ui/form/Ticks'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { PreferenceGroup } from './PreferenceGroup'
import { ScheduleFields, workdays } from './ScheduleFields'
import { callMailQuery, useSetCallMail, type CallMailChoices, type CallMailContent, type DigestSchedule } from './preferences'

const says: Record<CallMailContent, string> = {
  off: 'Your organization sends no e-mails about calls. An Organization Admin can change this in Settings.',
  title: 'Title, account, owner and time of each call, with a link to it. E-mails that were sent stay in your mailbox.',
  summary:
    'Title, account, owner, time and quotes from the summary of each call, with a link to it. E-mails that were sent stay in your mailbox.',
}

/** Which calls are e-mailed to one, each at once or together. Each choice is saved at once. */
export function CallMail() {
  const callMail = useQuery(callMailQuery)
  const set = useSetCallMail()
  return (
    <Loaded query={callMail} skeleton={<ListSkeleton rows={2} />}>
      {(now) => {
        const change = (changed: Partial<CallMailChoices>) => set.mutate({ ...now, choices: { ...now.choices, ...changed } })
        const { mailed, ownCalls, teamCalls, sharedCalls, digest } = now.choices
        return (
          <PreferenceGroup title="E-mails about calls" hint={says[now.content]}>
            {(now.content !== 'off' || mailed) && (
              <SwitchLine label="E-mail me about new calls" on={mailed} onChange={(on) => change({ mailed: on })} />
            )}
            {mailed && (
              <Box sx={{ display: 'grid', width: '100%', justifyItems: 'start', pl: 4 }}>
                <SwitchLine label="My calls, by e-mail" on={ownCalls} onChange={(on) => change({ ownCalls: on })} />
                <SwitchLine label="My teams’ calls, by e-mail" on={teamCalls} onChange={(on) => change({ teamCalls: on })} />
                <SwitchLine label="Calls shared with me, by e-mail" on={sharedCalls} onChange={(on) => change({ sharedCalls: on })} />
                <Box sx={{ width: '100%', mt: 3 }}>
                  <OneOf
                    label="When"
                    options={[
                      { key: 'once', label: 'Each call at once' },
                      { key: 'digest', label: 'Together, in a digest' },
                    ]}
                    value={digest ? 'digest' : 'once'}
                    onChange={(when) => change({ digest: when === 'digest' ? workdays() : null })}
                  />
                </Box>
                {digest && <Schedule digest={digest} error={set.error} onChange={(changed) => change({ digest: changed })} />}
                {digest && now.nextDigest && <Next at={now.nextDigest} zone={digest.timeZone} />}
              </Box>
            )}
          </PreferenceGroup>
        )
      }}
    </Loaded>
  )
}

interface ScheduleProps {
  digest: DigestSchedule
  /** Why the last change was refused. */
  error: Error | null
  onChange: (digest: DigestSchedule) => void
}

/** Time, days and zone of a digest. A time is saved when one leaves it; without a day nothing is saved. */
function Schedule({ digest, error, onChange }: ScheduleProps) {
  const [draft, setDraft] = useState(digest)
  const fault = (at: keyof DigestSchedule) => (error instanceof Problem ? error.errors[`/digest/${at}`] : undefined)
  function save(changed: DigestSchedule) {
    setDraft(changed)
    if (changed.at && changed.days.length) onChange(changed)
  }
  return (
    <Box sx={{ width: '100%', mt: 2 }}>
      <ScheduleFields
        label="Time of the digest"
        schedule={draft}
        fault={fault}
        onChange={(changed, part) => (part === 'at' ? setDraft(changed) : save(changed))}
        onLeaveTime={() => draft.at !== digest.at && save(draft)}
      />
    </Box>
  )
}

/** When the next one comes, on the clock that it goes by. */
function Next({ at, zone }: { at: string; zone: string }) {
  const when = new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
  }).format(new Date(at))
  return (
    <Typography variant="body2" color="text.secondary" role="status" sx={{ mt: 2 }}>
      Next digest: {when}, if there are new calls by then.
    </Typography>
  )
}
