import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { appAddress } from '../addresses'
import { useChanged } from '../api/queries'
import { EmptyState } from '../ui/page/EmptyState'
import { useSay } from '../ui/page/Said'
import { useTitle } from '../ui/page/Page'
import { begunAt, finish, ofConnections } from './connections'
import { takeReturned, type Returned } from './returned'

/** Where a provider sends the reader back to: the app is connected, or what to do is said. */
export function Component() {
  const [returned] = useState(takeReturned)
  useTitle('Connect an app')
  return returned ? <Finishing returned={returned} /> : <Nothing />
}

function Finishing({ returned }: { returned: Returned }) {
  const go = useNavigate()
  const say = useSay()
  const changed = useChanged()
  const { mutate, error } = useMutation({
    mutationFn: finish,
    gcTime: 0,
    onSuccess: async ({ customer, app, appName, tenantName, active }) => {
      await changed(...ofConnections)
      say({ text: `${appName} is connected in ${tenantName}.${active ? '' : ' Configure it next.'}` })
      void go(appAddress(customer, app), { replace: true })
    },
  })
  useEffect(() => mutate(returned), [mutate, returned])
  if (error) return <Ended title="Not connected">{error.message}</Ended>
  return (
    <Box role="status" sx={{ display: 'grid', justifyItems: 'center', gap: 3, pt: 10 }}>
      <CircularProgress size={24} aria-hidden />
      <Typography>Finishing the connection…</Typography>
    </Box>
  )
}

function Nothing() {
  return <Ended title="Nothing to finish">Start from the app’s page: Connect leads to the provider and back here.</Ended>
}

function Ended({ title, children }: { title: string; children: string }) {
  const at = begunAt()
  return (
    <Box role="alert">
      <EmptyState
        alone
        icon={title === 'Not connected' ? CircleX : CircleCheck}
        title={title}
        action={
          <Button component={Link} variant="outlined" to={at ? appAddress(at.customer, at.app) : '/'}>
            {at ? 'Back to the app' : 'Go to the start page'}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Box>
  )
}
