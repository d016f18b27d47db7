import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Moment } from '../ui/shown/Moment'
import { Section } from '../ui/page/Page'
import type { AppPage } from './marketplace'

const read = {
  typography: 'body1',
  '& p, & ul, & ol, & table, & blockquote, & pre': { my: 3 },
  '& ul, & ol': { pl: 6, listStyle: 'revert' },
  '& h1, & h2, & h3, & h4': { typography: 'h2', mt: 6, mb: 2 },
  '& th, & td': { textAlign: 'start', px: 3, py: 1.5, borderBottom: 1, borderColor: 'divider' },
  '& table': { borderCollapse: 'collapse', ml: -3 },
} as const

/** What the publisher says of the app: the server made it HTML that shows and does nothing. */
export function AppText({ app }: { app: AppPage }) {
  const mail = app.support.includes('@')
  return (
    <>
      {app.html && <Box sx={read} dangerouslySetInnerHTML={{ __html: app.html }} />}
      {app.support && (
        <Typography sx={{ mt: 4, mb: 8 }}>
          Help: {/* Out to the publisher's own pages, which learn nothing of where one came from. */}
          <a href={mail ? `mailto:${app.support}` : app.support} target={mail ? undefined : '_blank'} rel="noopener noreferrer nofollow">
            {app.support}
          </a>
        </Typography>
      )}
    </>
  )
}

/** Every version with what is new in it. */
export function AppVersions({ app }: { app: AppPage }) {
  return (
    <Section title="Versions">
      <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
        {app.versions.map(({ number, notes, at }) => (
          <li key={number}>
            <Typography sx={{ fontWeight: 500 }}>
              Version {number},{' '}
              <Typography component="span" color="text.secondary">
                published <Moment at={at} />
              </Typography>
            </Typography>
            {notes && <Typography sx={{ whiteSpace: 'pre-line' }}>{notes}</Typography>}
          </li>
        ))}
      </Box>
    </Section>
  )
}
