import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { PersonLink } from '../session/links'
import { useMe } from '../session/session'
import { size } from '../theme/tokens'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { Icon } from '../ui/shown/Icon'
import { Section } from '../ui/page/Page'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { SearchLine } from '../ui/list/SearchLine'
import { ShowMore } from '../ui/list/ShowMore'
import { RefusedButton } from '../ui/why/WhyPanel'
import type { Someone } from './MemberDrawers'
import { useMembers, type Team } from './teams'

const AddMemberDrawer = laterDrawer(() => import('./MemberDrawers').then((file) => file.AddMemberDrawer), isOpen)
const RemoveMemberDrawer = laterDrawer(
  () => import('./MemberDrawers').then((file) => file.RemoveMemberDrawer),
  ({ someone }) => !!someone,
)
const MoveMemberDrawer = laterDrawer(
  () => import('./MoveMemberDrawer').then((file) => file.MoveMemberDrawer),
  ({ someone }) => !!someone,
)

/** Who is in the team, and the ways in and out. */
export function Members({ customer, team }: { customer: string; team: Team }) {
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Someone | null>(null)
  const [moving, setMoving] = useState<Someone | null>(null)
  const [text, setText] = useState<string | null>(null)
  const manages = team.can.manage?.allowed === true
  const members = useMembers(customer, team.id, text, manages)
  if (!manages) return null
  return (
    <Section title="Members">
      {team.size > searched && (
        <Box sx={{ mb: 3 }}>
          <SearchLine label="Name of a member" value={text} onChange={setText} />
        </Box>
      )}
      <Loaded query={members} skeleton={<ListSkeleton rows={Math.min(team.size, 50)} />} what="team">
        {() => <MemberList members={members} team={team} text={text} onLeave={setLeaving} onMove={setMoving} />}
      </Loaded>
      {!team.archived && (
        <Button variant="contained" startIcon={<Icon of={UserPlus} small />} onClick={() => setAdding(true)} sx={{ mt: 4 }}>
          Add a member
        </Button>
      )}
      <AddMemberDrawer customer={customer} team={team} open={adding} onClose={() => setAdding(false)} />
      <RemoveMemberDrawer customer={customer} team={team} someone={leaving} onClose={() => setLeaving(null)} />
      <MoveMemberDrawer customer={customer} team={team} someone={moving} onClose={() => setMoving(null)} />
    </Section>
  )
}

/** From how many members on one looks for them by name. */
const searched = 20

interface Listed {
  members: ReturnType<typeof useMembers>
  team: Team
  text: string | null
  onLeave: (someone: Someone) => void
  onMove: (someone: Someone) => void
}

function MemberList({ members, team, text, onLeave, onMove }: Listed) {
  const me = useMe()
  return (
    <Box>
      {members.items.length ? (
        <Box component="ul" sx={{ display: 'grid' }}>
          {members.items.map((member) => (
            <Box component="li" key={member.id} sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: size.row }}>
              <Box sx={{ flex: 1, minWidth: 0, display: 'flex' }}>
                <PersonLink id={member.id} name={member.name} />
              </Box>
              {member.id === me.id ? (
                <RefusedButton refused={{ sentence: team.can.moveMyself?.why ?? '', permission: 'team/manage', id: team.id }}>
                  Remove
                </RefusedButton>
              ) : (
                <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end' }}>
                  <Button color="inherit" aria-label={`Move ${member.name}`} onClick={() => onMove(member)}>
                    Move
                  </Button>
                  <Button color="inherit" aria-label={`Remove ${member.name}`} onClick={() => onLeave(member)}>
                    Remove
                  </Button>
                </Box>
              )}
            </Box>
          ))}
        </Box>
      ) : (
        <Typography color="text.secondary">{text ? 'No member matches.' : 'No members yet.'}</Typography>
      )}
      <ShowMore pages={members} />
    </Box>
  )
}
