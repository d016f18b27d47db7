import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { FormDrawer } from '../ui/FormDrawer'
import { useSay } from '../ui/Said'
import type { MachineDrawer } from './ApproveDrawer'
import { useMachineActs, useMachinesAgain } from './machines'
import { NoteField } from '../ui/NoteField'
import { ScopeChoice } from './ScopeChoice'
import { ScopeList } from './ScopeList'
import { beyond, readScopes, scopesFault, writeScopes } from './scopes'

/** Changes what it may do, after showing what it gains and loses; gaining starts the approval again. */
export function ScopesDrawer({ customer, machine, open, onClose }: MachineDrawer) {
  const say = useSay()
  const { scopes: change } = useMachineActs(customer, machine)
  const again = useMachinesAgain(customer)
  const before = readScopes(machine.scopes)
  const [scopes, setScopes] = useState(before)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const missing = scopesFault(scopes)
  const [gains, loses] = [beyond(scopes, before), beyond(before, scopes)]
  return (
    <FormDrawer
      title={`Change what ${machine.name} may do`}
      open={open}
      onClose={onClose}
      verb="Save permissions"
      waiting={change.isPending}
      fault={change.error}
      onReload={() => void again().then(() => change.reset())}
      onSubmit={() => {
        setTried(true)
        if (missing) return
        change.mutate(
          { scopes: writeScopes(scopes), note },
          {
            onSuccess: ({ approved }) => {
              say({ text: approved ? `${machine.name} is changed.` : `${machine.name} is changed, and waits for approval.` })
              setTried(false)
              onClose()
            },
          },
        )
      }}
    >
      <ScopeChoice customer={customer} value={scopes} onChange={setScopes} fault={tried ? missing : undefined} />
      {gains.length + loses.length > 0 && !missing && (
        <Box role="status" sx={{ display: 'grid', gap: 2 }}>
          {gains.length > 0 && <Part title="It gains" customer={customer} scopes={gains} />}
          {loses.length > 0 && <Part title="It loses, at once" customer={customer} scopes={loses} />}
          {gains.length > 0 && machine.approved && (
            <Typography sx={{ color: 'tone.attention.main' }}>
              Gaining starts the approval again: until an Organization Admin approves it, it does nothing at all.
            </Typography>
          )}
        </Box>
      )}
      <NoteField value={note} onChange={setNote} />
    </FormDrawer>
  )
}

function Part({ title, ...list }: { title: string; customer: string; scopes: string[] }) {
  return (
    <div>
      <Typography variant="h3">{title}</Typography>
      <ScopeList label={title} {...list} />
    </div>
  )
}
