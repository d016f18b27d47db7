import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Lock } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Reason } from '../api/problem'
import { useAskFor } from '../session/asking'
import { Drawer } from './Drawer'
import { Icon } from './Icon'
import { capital, roleName } from './words'

/** The rule that has a page of its own. */
const tableOfRoles = 'the table of roles'

/** The sentence, the rule, what would change it and who can help: the same words wherever something is refused. */
export function WhyWords({ why }: { why: Reason }) {
  return (
    <Box sx={{ display: 'grid', gap: 5, maxWidth: '60ch' }}>
      <Typography variant="body1">{why.sentence}</Typography>
      {why.rule && (
        <Part title="The rule">{why.rule === tableOfRoles ? <Link to="/roles">The table of roles</Link> : capital(why.rule)}</Part>
      )}
      {why.change && <Part title="What would change it">{why.change}</Part>}
      {why.help && <Part title="Who can help">{why.help}</Part>}
      {why.ask && <AskFor level={why.ask.level} />}
    </Box>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box>
      <Typography variant="h3" component="h2" color="text.secondary">
        {title}
      </Typography>
      <Typography variant="body1" component="div">
        {children}
      </Typography>
    </Box>
  )
}

/** Asks for the level that holds what was refused; whoever may approve it finds the request. */
function AskFor({ level }: { level: NonNullable<Reason['ask']>['level'] }) {
  const ask = useAskFor()
  if (ask.isSuccess) return <Typography role="status">Asked. An Organization Admin will see your request.</Typography>
  return (
    <Box>
      <Button variant="contained" disabled={ask.isPending} onClick={() => ask.mutate(level)}>
        Ask for {roleName(level)}
      </Button>
      {ask.error && (
        <Typography role="alert" variant="body2" sx={{ mt: 2, color: 'tone.danger.main' }}>
          {ask.error.message}
        </Typography>
      )}
    </Box>
  )
}

/** A whole page that is refused, or closed because a role was taken while it was open. */
export function WhyPage({ why, back, alone }: { why: Reason; back?: string; alone?: boolean }) {
  return (
    <Box sx={{ maxWidth: 560, mx: 'auto', py: { xs: 6, sm: 12 } }}>
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: 44,
          height: 44,
          mb: 4,
          borderRadius: '50%',
          color: 'tone.attention.main',
          bgcolor: 'tone.attention.soft',
        }}
      >
        <Icon of={Lock} />
      </Box>
      <Typography variant="h1" component={alone ? 'h1' : 'h2'} sx={{ mb: 3 }}>
        This page is not open to you
      </Typography>
      <WhyWords why={why} />
      <Button variant="outlined" component={Link} to={back ?? '/'} sx={{ mt: 6 }}>
        Go to the start
      </Button>
    </Box>
  )
}

/** A control the server says may not be used now; pressing it opens the reason instead of doing nothing. */
export function RefusedButton({ children, why }: { children: ReactNode; why: Reason }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)} startIcon={<Icon of={Lock} small />} sx={{ color: 'text.secondary' }}>
        {children}
      </Button>
      <Drawer title="Why not" open={open} onClose={() => setOpen(false)}>
        <WhyWords why={why} />
      </Drawer>
    </>
  )
}
