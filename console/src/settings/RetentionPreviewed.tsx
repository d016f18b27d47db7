import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { daysWords, type RetentionPreview } from './retention'

/** Which transcripts are deleted sooner: numbers only where they are of five people or more (rule 12). */
export function RetentionPreviewed({ preview: { lines, noticeDays } }: { preview: RetentionPreview }) {
  if (!lines.length) return <Typography color="text.secondary">No transcript is deleted sooner than before.</Typography>
  const few = lines.some(({ now, soon }) => now == null || soon == null)
  return (
    <Box component="section" aria-label="What is deleted" sx={{ display: 'grid', gap: 2 }}>
      <Typography sx={{ fontWeight: 500 }}>This deletes transcripts sooner. Deleted ones cannot be restored.</Typography>
      <Box component="ul" sx={{ display: 'grid', gap: 2 }}>
        {lines.map(({ team, from, to, now, soon }) => (
          <Box component="li" key={team?.slug ?? ''}>
            <Typography>
              <bdi>{team?.name ?? 'Calls of no team'}</bdi>: {daysWords(from).toLowerCase()} → {daysWords(to)}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {about(now)} in {noticeDays} days, {about(soon)} within 30 days after
            </Typography>
          </Box>
        ))}
      </Box>
      <Typography variant="body2" color="text.secondary">
        The owners of these calls are notified now, {noticeDays} days before the first deletion.
        {few && ' A dash: none, or calls of fewer than five people, which are not counted.'}
      </Typography>
    </Box>
  )
}

const about = (count: number | null | undefined) => (count == null ? '–' : `about ${count.toLocaleString()} calls`)
