import FormControlLabel from '@mui/material/FormControlLabel'
import Skeleton from '@mui/material/Skeleton'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api, body, type Shape } from '../api/client'
import { size } from '../theme/tokens'
import { Later } from '../ui/Later'
import { Loaded } from '../ui/Loaded'
import { Section } from '../ui/Page'
import { useSay } from '../ui/Said'

type Wanted = Shape<'PreferenceView'>

const preferencesQuery = queryOptions({ queryKey: ['preferences'], queryFn: () => body(api.GET('/api/me/preferences')) })

/** Sets them at once here, then at the server; what the server refuses goes back. */
function useSetPreferences() {
  const queries = useQueryClient()
  const { queryKey } = preferencesQuery
  return useMutation({
    mutationFn: (wanted: Wanted) => api.PUT('/api/me/preferences', { body: wanted }),
    onMutate: (wanted) => queries.setQueryData(queryKey, wanted),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
}

/** How one wants to be told of one's own calls; a section of the page about oneself. */
export function Preferences() {
  const preferences = useQuery(preferencesQuery)
  return (
    <Section title="How you are told">
      <Loaded
        query={preferences}
        skeleton={
          <Later>
            <Skeleton variant="rounded" height={size.skeletonTitle} sx={{ width: '60%' }} />
          </Later>
        }
      >
        {(now) => <Choices now={now} />}
      </Loaded>
    </Section>
  )
}

function Choices({ now }: { now: Wanted }) {
  const say = useSay()
  const set = useSetPreferences()
  return (
    <>
      <FormControlLabel
        control={
          <Switch
            checked={now.slackMessages}
            disabled={set.isPending}
            onChange={(_, slackMessages) =>
              set.mutate(
                { ...now, slackMessages },
                {
                  onSuccess: () => say({ text: slackMessages ? 'Slack messages you from now on.' : 'Slack messages you no longer.' }),
                  onError: (error) => say({ text: error.message }),
                },
              )
            }
          />
        }
        label="A direct message in Slack for each call of mine"
      />
      <Typography variant="body2" color="text.secondary">
        Where your team wants it. Your inbox tells you in any case.
      </Typography>
    </>
  )
}
