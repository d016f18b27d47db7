import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { allowed, useMe } from '../session/session'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { SwitchLine } from '../ui/form/SwitchLine'
import { CallMail } from './CallMail'
import { MutedAccounts } from './MutedAccounts'
import { PreferenceGroup } from './PreferenceGroup'
import { choicesQuery, hasCalls, preferencesQuery, useSetChoices, useSetPreferences } from './preferences'
import { QuietHours } from './QuietHours'

/** Which notifications one wants, how and when; a section of the page about oneself. Each choice is saved at once. */
export function Preferences() {
  const me = useMe()
  return (
    <Section title="Notifications">
      <Box sx={{ display: 'grid', gap: 5 }}>
        {hasCalls(me) && <OfCalls />}
        {hasCalls(me) && <CallMail />}
        <OfAccess />
        {hasCalls(me) && (
          <PreferenceGroup title="Muted accounts" hint="No notifications about their calls. You can still read them.">
            <MutedAccounts />
          </PreferenceGroup>
        )}
      </Box>
    </Section>
  )
}

function OfCalls() {
  const preferences = useQuery(preferencesQuery)
  const set = useSetPreferences()
  return (
    <Loaded query={preferences} skeleton={<ListSkeleton rows={4} />}>
      {(now) => (
        <>
          <PreferenceGroup title="Inbox" hint="Held calls, calls opened to troubleshoot and changes of your access always appear here.">
            <SwitchLine label="My calls" on={now.ownCalls} onChange={(ownCalls) => set.mutate({ ...now, ownCalls })} />
            <SwitchLine label="My teams’ calls" on={now.teamCalls} onChange={(teamCalls) => set.mutate({ ...now, teamCalls })} />
            <SwitchLine label="Calls shared with me" on={now.sharedCalls} onChange={(sharedCalls) => set.mutate({ ...now, sharedCalls })} />
          </PreferenceGroup>
          <PreferenceGroup title="Slack" hint="If your team uses it.">
            <SwitchLine
              label="A direct message for each of my calls"
              on={now.slackMessages}
              onChange={(slackMessages) => set.mutate({ ...now, slackMessages })}
            />
          </PreferenceGroup>
        </>
      )}
    </Loaded>
  )
}

function OfAccess() {
  const me = useMe()
  const choices = useQuery(choicesQuery)
  const set = useSetChoices()
  const grave = 'You always get an e-mail when your role or level changes or a key leaks.'
  return (
    <Loaded query={choices} skeleton={<ListSkeleton rows={2} />}>
      {(now) => (
        <>
          <PreferenceGroup title="E-mail" hint={hasCalls(me) ? `${grave} What comments say is never e-mailed.` : grave}>
            {me.kind === 'user' && (
              <>
                <SwitchLine
                  label="Other changes of my access: tenants, teams, seats, requests"
                  on={now.accessMail}
                  onChange={(accessMail) => set.mutate({ ...now, accessMail })}
                />
                <SwitchLine
                  label="Apps that I requested"
                  on={now.appRequestMail}
                  onChange={(appRequestMail) => set.mutate({ ...now, appRequestMail })}
                />
                <SwitchLine
                  label="Problems of apps that I configure"
                  on={now.appProblemMail}
                  onChange={(appProblemMail) => set.mutate({ ...now, appProblemMail })}
                />
              </>
            )}
            <SwitchLine
              label="Requests that wait for my decision"
              on={now.decisionMail}
              onChange={(decisionMail) => set.mutate({ ...now, decisionMail })}
            />
            {hasCalls(me) && (
              <SwitchLine
                label="Comments on my calls and comments that mention me"
                on={now.commentMail}
                onChange={(commentMail) => set.mutate({ ...now, commentMail })}
              />
            )}
            {me.kind === 'user' && allowed(me, 'seats') && (
              <SwitchLine
                label="Reports that are scheduled to me"
                on={now.reportMail !== false}
                onChange={(reportMail) => set.mutate({ ...now, reportMail })}
              />
            )}
          </PreferenceGroup>
          {me.kind === 'user' && (
            <PreferenceGroup title="Requests in Slack" hint="If your organization uses it.">
              <SwitchLine
                label="A direct message for each request that waits for my decision"
                on={now.decisionMessages !== false}
                onChange={(decisionMessages) => set.mutate({ ...now, decisionMessages })}
              />
            </PreferenceGroup>
          )}
          <PreferenceGroup
            title="Quiet hours"
            hint={`${hasCalls(me) ? 'Slack messages and e-mails' : 'E-mails'} wait until quiet hours end. Your inbox is not affected.`}
          >
            <QuietHours quiet={now.quiet ?? null} error={set.error} onChange={(quiet) => set.mutate({ ...now, quiet })} />
          </PreferenceGroup>
        </>
      )}
    </Loaded>
  )
}
