import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useQuery } from '@tanstack/react-query'
import { Archive, ArchiveRestore } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { inCustomer, teamAddress } from '../addresses'
import { useCrumb } from '../ui/page/crumbs'
import { sectionPages } from '../governance/audit'
import { Guarded } from '../session/Guarded'
import { allowed, useMe } from '../session/session'
import { size } from '../theme/tokens'
import { EntityHeader, Views } from '../ui/page/EntityHeader'
import { ListSkeleton, PageSkeleton } from '../ui/page/Later'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Loaded } from '../ui/page/Loaded'
import { MoreMenu } from '../ui/why/MoreMenu'
import { StateChip } from '../ui/shown/StateChip'
import { RefusedButton } from '../ui/why/WhyPanel'
import { Channels } from './Channels'
import { Destination } from './Destination'
import { Members } from './Members'
import { destinationWords, teamQuery, type Team } from './teams'

const History = lazy(() => import('../governance/History').then(({ History }) => ({ default: History })))

const RenameTeamDrawer = laterDrawer(() => import('./TeamDrawers').then((file) => file.RenameTeamDrawer), isOpen)
const ArchiveTeamDrawer = laterDrawer(() => import('./TeamDrawers').then((file) => file.ArchiveTeamDrawer), isOpen)

/** One team: who is in it, its channels, and where its notifications go. */
export function Component() {
  const { customer = '', team = '' } = useParams()
  return (
    <Guarded page="teams">
      <OneTeam key={`${customer} ${team}`} customer={customer} id={team} />
    </Guarded>
  )
}

function OneTeam({ customer, id }: { customer: string; id: string }) {
  const back = inCustomer(customer, 'teams')
  useCrumb('Teams', back)
  const team = useQuery(teamQuery(customer, id))
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <Loaded query={team} skeleton={<PageSkeleton />} what="team" back={back} alone>
        {(shown) => <Shown customer={customer} team={shown} />}
      </Loaded>
    </Box>
  )
}

function Shown({ customer, team }: { customer: string; team: Team }) {
  const [renaming, setRenaming] = useState(false)
  const [archiving, setArchiving] = useState(false)
  const manage = team.can.manage
  const [params] = useSearchParams()
  const here = teamAddress(customer, team.id)
  const sees = allowed(useMe(), sectionPages.insights)
  const view = sees && params.get('view') === 'history' ? 'history' : 'team'
  return (
    <>
      <EntityHeader
        title={team.name}
        state={
          team.archived && (
            <StateChip tone="attention" icon={Archive}>
              Archived
            </StateChip>
          )
        }
        facts={{ size: team.size === 1 ? '1 member' : `${team.size} members`, notes: `Destination: ${destinationWords(team)}` }}
        actions={
          manage?.allowed ? (
            <>
              <Button variant="outlined" onClick={() => setRenaming(true)}>
                Rename
              </Button>
              <MoreMenu
                acts={[
                  team.archived
                    ? { label: 'Restore team', icon: ArchiveRestore, onChoose: () => setArchiving(true) }
                    : { label: 'Archive team', icon: Archive, onChoose: () => setArchiving(true) },
                ]}
              />
            </>
          ) : (
            <RefusedButton refused={{ sentence: manage?.why ?? '', permission: 'team/manage', id: team.id }}>Rename</RefusedButton>
          )
        }
      />
      {sees && (
        <Views
          label="Views of the team"
          current={view}
          views={[
            { key: 'team', label: 'Members and channels', to: here },
            { key: 'history', label: 'History', to: `${here}?view=history` },
          ]}
        />
      )}
      {view === 'history' ? (
        <Suspense fallback={<ListSkeleton />}>
          <History customer={customer} of={team} among={['insights']} />
        </Suspense>
      ) : (
        <Box sx={{ maxWidth: size.readingPage }}>
          <Members customer={customer} team={team} />
          {!team.archived && (
            <>
              <Channels customer={customer} team={team} />
              <Destination customer={customer} team={team} />
            </>
          )}
        </Box>
      )}
      <RenameTeamDrawer customer={customer} team={team} open={renaming} onClose={() => setRenaming(false)} />
      <ArchiveTeamDrawer customer={customer} team={team} open={archiving} onClose={() => setArchiving(false)} />
    </>
  )
}
