import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useMe } from '../session/session'
import { Icon } from '../ui/Icon'
import { Section } from '../ui/Page'
import { PersonName } from '../ui/PersonName'
import { RefusedButton } from '../ui/WhyPanel'
import { AddMemberDrawer, RemoveMemberDrawer, type Someone } from './MemberDrawers'
import type { Team } from './teams'

/** Who is in the team, and the ways in and out. */
export function Members({ customer, team }: { customer: string; team: Team }) {
  const me = useMe()
  const [adding, setAdding] = useState(false)
  const [leaving, setLeaving] = useState<Someone | null>(null)
  if (!team.members) return null
  const members = team.members.toSorted((one, other) => one.name.localeCompare(other.name))
  return (
    <Section title="Members">
      {members.length ? (
        <Box component="ul" sx={{ display: 'grid', gap: 1, mb: 4 }}>
          {members.map((member) => (
            <Box component="li" key={member.id} sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
              <Box sx={{ flex: 1, minWidth: 0, display: 'flex' }}>
                <PersonName name={member.name} />
              </Box>
              {member.id === me.id ? (
                <RefusedButton refused={{ sentence: team.can.moveMyself?.why ?? '', permission: 'team/manage', id: team.id }}>Remove</RefusedButton>
              ) : (
                <Button color="inherit" aria-label={`Remove ${member.name}`} onClick={() => setLeaving(member)}>
                  Remove
                </Button>
              )}
            </Box>
          ))}
        </Box>
      ) : (
        <Typography color="text.secondary" sx={{ mb: 4 }}>
          Nobody is in this team yet.
        </Typography>
      )}
      <Button variant="contained" startIcon={<Icon of={UserPlus} small />} onClick={() => setAdding(true)}>
        Add a member
      </Button>
      <AddMemberDrawer customer={customer} team={team} open={adding} onClose={() => setAdding(false)} />
      <RemoveMemberDrawer customer={customer} team={team} someone={leaving} onClose={() => setLeaving(null)} />
    </Section>
  )
}
