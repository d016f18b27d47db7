import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useState, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { size } from '../theme/tokens'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page, Section } from '../ui/page/Page'
import { Fact } from '../ui/shown/Fact'
import { RefusedButton } from '../ui/why/WhyPanel'
import { Exclusions } from './exclusions/Exclusions'
import { OrganizationDrawer, SecurityDrawer } from './SettingsDrawers'
import { SettingsHistory, type Former } from './SettingsHistory'
import { RecorderHostsOf } from './recordings/RecorderHosts'
import { RetentionOf } from './Retention'
import { SlackCards } from './SlackCards'
import { audiences, callMails, useSettings, type Settings } from './settings'

/** The settings of one organization: how it is run, who reads transcripts, whose calls are not stored, and what was changed. */
export function Component() {
  const { customer = '' } = useParams()
  return (
    <Guarded page="settings">
      <SettingsOf key={customer} customer={customer} />
    </Guarded>
  )
}

type Which = 'organization' | 'security' | 'retention' | 'recorderHosts'

function SettingsOf({ customer }: { customer: string }) {
  const settings = useSettings(customer)
  const [open, setOpen] = useState<Which | null>(null)
  const [former, setFormer] = useState<Former>({})
  function edit(which: Which, values: Former = {}) {
    setFormer(values)
    setOpen(which)
  }
  return (
    <Page title="Settings" lead="They apply to the whole organization. Each change is recorded and can be restored.">
      <Loaded query={settings} skeleton={<ListSkeleton />} what="customer" back="/">
        {(now) => (
          <>
            <Section
              title="Organization"
              aside={<Change may={now.can.organization} of="organization/configure" onClick={() => edit('organization')} />}
            >
              <Facts>
                <Fact name="Organization Admins">
                  At most {now.mostOrganizationAdmins} ({now.organizationAdmins} now)
                </Fact>
                <Fact name="Major change of seats">
                  More than {now.majorSeats} within {now.majorSeatHours} hours, or an Organization Admin’s seat removed
                </Fact>
                <Fact name="E-mails about calls">{callMails[now.callMail]}</Fact>
                <Fact name="Notes">{now.notesRequired ? 'Required for every grant, removal and change' : 'Optional'}</Fact>
              </Facts>
            </Section>
            <Section title="Security" aside={<Change may={now.can.security} of="security/configure" onClick={() => edit('security')} />}>
              <Facts>
                <Fact name="Who reads whole transcripts">{audiences[now.transcripts]}</Fact>
              </Facts>
            </Section>
            {now.can.security?.allowed && (
              <RetentionOf
                customer={customer}
                open={open === 'retention'}
                former={former.retention}
                onEdit={() => edit('retention')}
                onClose={() => setOpen(null)}
              />
            )}
            {now.can.security?.allowed && (
              <RecorderHostsOf
                customer={customer}
                open={open === 'recorderHosts'}
                former={former.recorderHosts}
                onEdit={() => edit('recorderHosts')}
                onClose={() => setOpen(null)}
              />
            )}
            {now.can.organization?.allowed && <SlackCards customer={customer} />}
            {now.can.security?.allowed && <Exclusions customer={customer} />}
            <SettingsHistory customer={customer} onRestore={edit} />
            <OrganizationDrawer
              customer={customer}
              settings={now}
              former={former}
              open={open === 'organization'}
              onClose={() => setOpen(null)}
            />
            <SecurityDrawer customer={customer} settings={now} former={former} open={open === 'security'} onClose={() => setOpen(null)} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

function Facts({ children }: { children: ReactNode }) {
  return (
    <Box component="dl" sx={{ display: 'grid', gap: 3, maxWidth: size.readingPage }}>
      {children}
    </Box>
  )
}

function Change({ may, of, onClick }: { may: Settings['can'][string] | undefined; of: string; onClick: () => void }) {
  return may?.allowed ? (
    <Button
      size="small"
      variant="outlined"
      onClick={onClick}
      aria-label={`Change ${of.startsWith('security') ? 'security' : 'organization'} settings`}
    >
      Change
    </Button>
  ) : (
    <RefusedButton refused={{ sentence: may?.why ?? '', permission: of }}>Change</RefusedButton>
  )
}
