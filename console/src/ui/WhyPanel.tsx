import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { Lock } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { Reason } from '../api/problem'
import type { Shape } from '../api/client'
import { Drawer } from './Drawer'
import { Icon } from './Icon'
import { Initials } from './PersonName'

/** The sentence, the rule, and who can help: the same words wherever something is refused. */
export function WhyWords({ why }: { why: Reason }) {
  return (
    <Box sx={{ display: 'grid', gap: 5 }}>
      <Typography variant="body1" sx={{ maxWidth: '60ch' }}>
        {why.sentence}
      </Typography>
      {why.rule && (
        <Box>
          <Typography variant="h3" component="h2" color="text.secondary">
            The rule
          </Typography>
          <Typography variant="body1" sx={{ maxWidth: '60ch' }}>
            {why.rule}
          </Typography>
        </Box>
      )}
      {!!why.helpers?.length && (
        <Box>
          <Typography variant="h3" component="h2" color="text.secondary" sx={{ mb: 2 }}>
            Who can help
          </Typography>
          <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
            {why.helpers.map((helper) => (
              <HelperLine key={helper.email ?? helper.name} helper={helper} subject={why.sentence} />
            ))}
          </Box>
        </Box>
      )}
    </Box>
  )
}

function HelperLine({ helper, subject }: { helper: Shape<'Helper'>; subject: string }) {
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
      <Initials name={helper.name} side={32} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ fontWeight: 500 }}>
          <bdi>{helper.name}</bdi>
        </Box>
        {helper.can && (
          <Typography variant="body2" color="text.secondary">
            {helper.can}
          </Typography>
        )}
      </Box>
      {helper.email && (
        <Button
          variant="outlined"
          size="small"
          href={`mailto:${encodeURIComponent(helper.email)}?subject=${encodeURIComponent('Access in Usher')}&body=${encodeURIComponent(subject)}`}
          aria-label={`Ask for it: ${helper.name}`}
        >
          Ask for it
        </Button>
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
