import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Link } from 'react-router'
import { callAddress } from '../addresses'
import { Section } from '../ui/page/Page'
import { Moment } from '../ui/shown/Moment'
import { PersonName } from '../ui/shown/PersonName'
import { threeLines } from './lines'
import type { Today } from './today'

/** What colleagues wrote on the reader’s calls, or where they mention them, and the reader has not answered. */
export function CommentsToAnswer({ comments }: { comments: Today['comments'] }) {
  return (
    <Section title="Comments to answer" aside={comments.length}>
      <Box component="ul" aria-label="Comments to answer" sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 4 }}>
        {comments.map(({ call, title, comment }) => (
          <Box component="li" key={comment.id}>
            <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 2, mb: 1 }}>
              <PersonName name={comment.by.name} />
              <Typography variant="caption" color="text.secondary" sx={{ whiteSpace: 'nowrap' }}>
                <Moment at={comment.at} />
              </Typography>
            </Box>
            <Typography variant="body2" component="div" dir="auto" sx={threeLines}>
              {comment.text}
            </Typography>
            <Typography variant="body2" noWrap sx={{ mt: 1 }}>
              <Link to={callAddress(call)}>
                <bdi>{title}</bdi>
              </Link>
            </Typography>
          </Box>
        ))}
      </Box>
    </Section>
  )
}
