import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { turnAddress } from '../../addresses'
import { turnName, type Call } from '../calls'

/** What the call is about, one thing after the other; each leads to where it begins in the transcript. */
export function Chapters({ call }: { call: Call }) {
  const { chapters } = call.timeline
  if (!chapters.length) return null
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="caption" color="text.secondary" component="p" id="chapters-of-the-call" sx={{ mb: 0.5 }}>
        Chapters
      </Typography>
      <Box
        component="ol"
        aria-labelledby="chapters-of-the-call"
        sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'repeat(2, minmax(0, 1fr))' }, columnGap: 6, rowGap: 0.5 }}
      >
        {chapters.map(({ turn, seconds, title }) => (
          <Typography component="li" variant="body2" noWrap key={turn} title={title}>
            <Link to={turnAddress(call.id, turn)}>
              <Box component="span" sx={{ mr: 2, fontVariantNumeric: 'tabular-nums' }}>
                {turnName({ turn, at: seconds })}
              </Box>
              <bdi>{title}</bdi>
            </Link>
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
