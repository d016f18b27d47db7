import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { Link } from 'react-router'
import { size } from '../theme/tokens'
import { FormDrawer } from '../ui/form/FormDrawer'
import { NoteField } from '../ui/form/NoteField'
import { OneOf } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { Fact } from '../ui/shown/Fact'
import { slackAddress } from './slack'
import { ofSettings, setSlackCards, slackCardsQuery } from './settings'

const words = { named: 'Title, people and what the summary quotes', nameless: 'Only that there is a new call' }

/** What notifications in Slack say of a call, for those who change it. */
export function SlackCards({ customer }: { customer: string }) {
  const cards = useQuery(slackCardsQuery(customer))
  const [open, setOpen] = useState(false)
  return (
    <Section
      title="Slack"
      aside={
        cards.data?.connected && (
          <Button size="small" variant="outlined" onClick={() => setOpen(true)} aria-label="Change Slack settings">
            Change
          </Button>
        )
      }
    >
      <Loaded query={cards} skeleton={<ListSkeleton rows={1} />}>
        {({ connected, nameless }) => (
          <>
            {connected ? (
              <Box component="dl" sx={{ maxWidth: size.readingPage }}>
                <Fact name="Notifications in Slack">{words[nameless ? 'nameless' : 'named']}</Fact>
              </Box>
            ) : (
              <Typography color="text.secondary">The organization is not connected to Slack.</Typography>
            )}
            <Box sx={{ mt: 2 }}>
              <Link to={slackAddress(customer)}>{connected ? 'Connection to Slack' : 'Connect to Slack'}</Link>
            </Box>
            <CardsDrawer customer={customer} nameless={nameless} open={open} onClose={() => setOpen(false)} />
          </>
        )}
      </Loaded>
    </Section>
  )
}

interface Props {
  customer: string
  nameless: boolean
  open: boolean
  onClose: () => void
}

function CardsDrawer({ customer, nameless, open, onClose }: Props) {
  const { form, drawer } = useDrawer({
    open,
    onClose,
    thing: nameless,
    begin: (now) => ({ says: now ? ('nameless' as const) : ('named' as const), note: '' }),
    send: ({ says, note }: { says: keyof typeof words; note: string }) => setSlackCards(customer, says === 'nameless', note),
    changes: ofSettings,
    said: (_answer, { says }) => `Notifications in Slack: ${words[says].toLowerCase()}.`,
    undo: (_answer, { note }, was) => setSlackCards(customer, was, note),
  })
  return (
    <FormDrawer title="Change Slack settings" verb="Save settings" {...drawer}>
      <Controller
        control={form.control}
        name="says"
        render={({ field: { value, onChange } }) => (
          <OneOf
            label="Notifications in Slack"
            options={[
              { key: 'named', label: words.named },
              { key: 'nameless', label: words.nameless },
            ]}
            value={value}
            onChange={onChange}
          />
        )}
      />
      <Typography color="text.secondary">
        A notification that says only that there is a new call has a Show button: it opens the call in Slack, for each reader as far as they
        may see it. Notifications that were posted before stay as they are.
      </Typography>
      <NoteField field={form.register('note')} />
    </FormDrawer>
  )
}
