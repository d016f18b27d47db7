import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { size } from '../theme/tokens'
import { Later } from '../ui/page/Later'
import { previewQuery } from './teams'

/** What a note of the team’s calls looks like in Slack, on the latest one that the reader sees themselves. */
export function NotificationPreview({ customer, team, shown }: { customer: string; team: string; shown: boolean }) {
  const preview = useQuery({ ...previewQuery(customer, team), enabled: shown })
  const note = preview.data?.note
  return (
    <Box component="section" aria-label="Notification preview">
      <Typography variant="body2" sx={{ fontWeight: 500, mb: 1.5 }}>
        Notification preview
      </Typography>
      {preview.isPending ? (
        <Later>
          <Skeleton variant="rounded" height={size.skeletonTitle} />
        </Later>
      ) : preview.error ? (
        <Typography variant="body2" color="text.secondary">
          {preview.error.message}
        </Typography>
      ) : note ? (
        <Box sx={{ bgcolor: 'background.default', borderRadius: 1, p: 4, overflowWrap: 'anywhere' }}>
          <Typography component="div" sx={{ fontWeight: 600 }}>
            <bdi>{note.title}</bdi>
          </Typography>
          <Typography variant="body2" color="text.secondary" component="div" sx={{ mb: 2 }}>
            {note.facts}
          </Typography>
          {note.lines.map((line) => (
            <Typography key={line} variant="body2" component="div">
              {line}
            </Typography>
          ))}
          <Typography variant="body2" component="div" sx={{ mt: 2 }}>
            <Link to={`/calls/${note.call}`}>Open the call</Link>
          </Typography>
        </Box>
      ) : (
        <Typography variant="body2" color="text.secondary">
          The preview needs a call of this team that you can see. There is none. Setting a destination gives you no access to calls.
        </Typography>
      )}
    </Box>
  )
}
