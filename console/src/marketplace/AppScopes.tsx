import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { Section } from '../ui/page/Page'
import { scopeWords, type AppPage } from './marketplace'

/** What the app will be able to read and do, in plain words. */
export function AppScopes({ app }: { app: AppPage }) {
  return (
    <Section title="What it can read and do">
      {app.scopes.length ? (
        <Box component="ul" sx={{ display: 'grid', gap: 3 }}>
          {app.scopes.map(({ scope, needed, why }) => (
            <li key={scope}>
              <Typography sx={{ fontWeight: 500 }}>
                {scopeWords(scope)}
                {!needed && (
                  <Typography component="span" color="text.secondary">
                    {' '}
                    (optional)
                  </Typography>
                )}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {why}
              </Typography>
            </li>
          ))}
        </Box>
      ) : (
        <Typography>It reads nothing from Usher and does nothing here.</Typography>
      )}
    </Section>
  )
}
