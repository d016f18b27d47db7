import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleCheck, CircleX, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { font, size } from '../theme/tokens'
import { Icon } from '../ui/shown/Icon'
import { PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { useProof, type AuditEntry, type SectionName } from './audit'
import { read, type Check, type EntryProof } from './proof'

/** Fetches an entry's proof and checks it here, so that nobody has to believe the server. */
export function VerifyEntry({ customer, section, entry }: { customer: string; section: SectionName; entry: AuditEntry }) {
  const [wanted, setWanted] = useState(false)
  const proof = useProof(customer, section, entry, wanted)
  if (!wanted) {
    return (
      <Button
        variant="outlined"
        size="small"
        onClick={() => setWanted(true)}
        startIcon={<Icon of={ShieldCheck} small />}
        sx={{ justifySelf: 'start' }}
      >
        Verify entry
      </Button>
    )
  }
  return (
    <Box aria-live="polite" sx={{ p: 4, borderRadius: 1, bgcolor: 'background.default' }}>
      <Loaded query={proof} skeleton={<PageSkeleton />} what="entry">
        {({ proof, checks }) => <Proved proof={proof} checks={checks} />}
      </Loaded>
    </Box>
  )
}

function Proved({ proof, checks }: { proof: EntryProof; checks: Check[] }) {
  const all = checks.every((check) => check.held)
  return (
    <Box>
      <Typography
        variant="h3"
        component="p"
        sx={{ display: 'flex', alignItems: 'center', gap: 2, color: all ? 'tone.good.main' : 'tone.danger.main' }}
      >
        <Icon of={all ? CircleCheck : CircleX} />
        {all
          ? 'Verified: this entry is unchanged in the signed log.'
          : 'Not verified: this entry or its log was altered. Contact the Platform Team.'}
      </Typography>
      <Box component="ol" aria-label="What was checked" sx={{ mt: 2, display: 'grid', gap: 1.5 }}>
        {checks.map((check) => (
          <Box component="li" key={check.what} sx={{ display: 'flex', gap: 2, typography: 'body2' }}>
            <Box component="span" sx={{ display: 'flex', pt: 0.5, color: check.held ? 'tone.good.main' : 'tone.danger.main' }}>
              <Icon of={check.held ? CircleCheck : CircleX} small />
            </Box>
            <span>
              {check.what}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {check.held ? ': ' : ', failed: '}
                {check.detail}
              </Box>
            </span>
          </Box>
        ))}
      </Box>
      {all && (
        <Box component="details" sx={{ mt: 3, typography: 'body2' }}>
          <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary' }}>
            The entry as recorded
          </Box>
          <Box
            component="pre"
            tabIndex={0}
            sx={{
              m: 0,
              mt: 2,
              p: 3,
              overflowX: 'auto',
              borderRadius: `${size.radiusSmall}px`,
              bgcolor: 'tone.neutral.soft',
              fontFamily: font.mono,
              fontSize: font.size.small,
              lineHeight: font.line.code,
            }}
          >
            {JSON.stringify(read(proof), null, 2)}
          </Box>
        </Box>
      )}
    </Box>
  )
}
