import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Lock } from 'lucide-react'
import { useContext, useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Reason } from '../../api/problem'
import { measure, size } from '../../theme/tokens'
import { useLast } from '../hooks/last'
import { Drawer } from '../form/Drawer'
import { Icon } from '../shown/Icon'
import { useTitle } from '../page/Page'
import { AskFor } from './AskFor'
import { byNames, ReasonsFrom, useReason, type Refused } from './reasons'
import { capital } from '../shown/words'

/** The rule that has a page of its own. */
const tableOfRoles = 'the table of roles'

/** The sentence, the rule, what would change it, what of that one may do oneself, and who can help: the same words wherever something is refused. */
export function WhyWords({ why, children }: { why: Reason; children?: ReactNode }) {
  return (
    <Box sx={{ display: 'grid', gap: 5, maxWidth: measure.sentence }}>
      <Typography variant="body1">{why.sentence}</Typography>
      {why.rule && (
        <Part title="The rule">{why.rule === tableOfRoles ? <Link to="/roles">The table of roles</Link> : capital(why.rule)}</Part>
      )}
      {why.change && <Part title="How to get access">{why.change}</Part>}
      {children}
      {why.help && (
        <Part title="Who can help">
          <Help words={why.help} helpers={why.helpers} />
        </Part>
      )}
      {why.ask && <AskFor ask={why.ask} />}
    </Box>
  )
}

/** Who can help, each leading to their page for who may see it. */
function Help({ words, helpers = [] }: { words: string; helpers?: Reason['helpers'] }) {
  const { person } = useContext(ReasonsFrom)
  return byNames(words, helpers).map((piece, place) => {
    if (typeof piece === 'string') return piece
    const to = person(piece.id)
    return to ? (
      <Link key={place} to={to}>
        <bdi>{piece.name}</bdi>
      </Link>
    ) : (
      <bdi key={place}>{piece.name}</bdi>
    )
  })
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

/** A whole page that is refused, or closed because a role was removed while it was open. */
export function WhyPage({ why, back, alone }: { why: Reason; back?: string; alone?: boolean }) {
  const title = 'You don’t have access to this page'
  useTitle(title)
  return (
    <Box sx={{ maxWidth: size.refusal, mx: 'auto', py: { xs: 6, sm: 12 } }}>
      <Box
        sx={{
          display: 'grid',
          placeItems: 'center',
          width: size.emblem,
          height: size.emblem,
          mb: 4,
          borderRadius: '50%',
          color: 'tone.attention.main',
          bgcolor: 'tone.attention.soft',
        }}
      >
        <Icon of={Lock} />
      </Box>
      <Typography variant="h1" component={alone ? 'h1' : 'h2'} sx={{ mb: 3 }}>
        {title}
      </Typography>
      <WhyWords why={why} />
      <Button variant="outlined" component={Link} to={back ?? '/'} sx={{ mt: 6 }}>
        Go to home page
      </Button>
    </Box>
  )
}

/** The reason beside the page one is on; it is worked out when somebody wants to read it. */
export function WhyDrawer({ refused, onClose }: { refused: Refused | null; onClose: () => void }) {
  const shown = useLast(refused)
  const why = useReason(shown, refused !== null)
  return (
    <Drawer title="Why?" open={refused !== null} onClose={onClose}>
      {why && <WhyWords why={why} />}
    </Drawer>
  )
}

/** A control the server says may not be used now; pressing it opens the reason instead of doing nothing. */
export function RefusedButton({ children, refused }: { children: ReactNode; refused: Refused }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        startIcon={<Icon of={Lock} small />}
        sx={{ color: 'text.secondary' }}
      >
        {children}
      </Button>
      <WhyDrawer refused={open ? refused : null} onClose={() => setOpen(false)} />
    </>
  )
}
