import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import Box from '@mui/material/Box'
import { size } from '../../theme/tokens'
import { ListSkeleton } from '../../ui/page/Later'
import { Loaded } from '../../ui/page/Loaded'
import { Section } from '../../ui/page/Page'
import { RecorderHostsDrawer } from './RecorderHostsDrawer'
import { useRecorderHosts } from './hosts'

interface Props {
  customer: string
  open: boolean
  /** What is filled in already: hosts of before, which are restored. */
  former?: string[]
  onEdit: () => void
  onClose: () => void
}

/** The recorders’ hosts to which calls may link. */
export function RecorderHostsOf({ customer, open, former, onEdit, onClose }: Props) {
  const hosts = useRecorderHosts(customer)
  return (
    <Section
      title="Links to recordings"
      aside={
        <Button size="small" variant="outlined" aria-label="Change recorder hosts" disabled={!hosts.data} onClick={onEdit}>
          Change
        </Button>
      }
    >
      <Loaded query={hosts} skeleton={<ListSkeleton />} what="customer">
        {(now) => (
          <>
            <Typography color="text.secondary" sx={{ mb: 3, maxWidth: size.readingPage }}>
              A recorder may send a link to a call’s recording. It is kept where its host is listed here, shown to whoever may read the
              whole transcript, and deleted with it. Other links are left out; their calls are stored.
            </Typography>
            {now.hosts.length === 0 ? (
              <Typography>No links are allowed.</Typography>
            ) : (
              <Box component="ul" aria-label="Allowed recorder hosts" sx={{ maxWidth: size.readingPage, overflowWrap: 'anywhere' }}>
                {now.hosts.map((host) => (
                  <li key={host}>
                    {host.startsWith('*.') ? (
                      <>
                        {host}{' '}
                        <Typography component="span" variant="body2" color="text.secondary">
                          all below {host.slice(2)}
                        </Typography>
                      </>
                    ) : (
                      host
                    )}
                  </li>
                ))}
              </Box>
            )}
            <RecorderHostsDrawer customer={customer} hosts={now} former={former} open={open} onClose={onClose} />
          </>
        )}
      </Loaded>
    </Section>
  )
}
