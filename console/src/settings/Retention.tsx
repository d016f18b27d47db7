import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { size } from '../theme/tokens'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { Fact } from '../ui/shown/Fact'
import { RetentionDrawer } from './RetentionDrawer'
import { daysWords, useRetention, type Limits } from './retention'

interface Props {
  customer: string
  open: boolean
  /** What is filled in already: limits of before, which are restored. */
  former?: Limits
  onEdit: () => void
  onClose: () => void
}

/** How long transcripts are kept: the organization's default, and teams that set something else. */
export function RetentionOf({ customer, open, former, onEdit, onClose }: Props) {
  const retention = useRetention(customer)
  return (
    <Section
      title="Retention"
      aside={
        <Button size="small" variant="outlined" aria-label="Change retention" disabled={!retention.data} onClick={onEdit}>
          Change
        </Button>
      }
    >
      <Loaded query={retention} skeleton={<ListSkeleton />} what="customer">
        {(now) => (
          <>
            <Typography color="text.secondary" sx={{ mb: 3, maxWidth: size.readingPage }}>
              When its time is over, a transcript is deleted for good. Title, people and the summary with the moments it quotes stay. A call
              of several teams keeps to the shortest of theirs.
            </Typography>
            <Box component="dl" sx={{ display: 'grid', gap: 3, maxWidth: size.readingPage }}>
              <Fact name="Transcripts">{now.days ? `Deleted ${daysWords(now.days)} after a call was stored` : 'Kept'}</Fact>
              {now.teams
                .filter(({ own }) => own)
                .map((team) => (
                  <Fact key={team.id} name={team.name}>
                    {team.days ? `Deleted after ${daysWords(team.days)}` : 'Kept'}
                    {team.archived && ' (archived team)'}
                  </Fact>
                ))}
            </Box>
            <RetentionDrawer customer={customer} retention={now} former={former} open={open} onClose={onClose} />
          </>
        )}
      </Loaded>
    </Section>
  )
}
