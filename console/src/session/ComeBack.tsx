import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Typography from '@mui/material/Typography'
import { useMutation } from '@tanstack/react-query'
import { CircleCheck, CircleX } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import { EmptyState } from '../ui/page/EmptyState'
import { useTitle } from '../ui/page/Page'
import { takeReturned, type Returned } from './returned'

interface Props<Done> {
  title: string
  finish: (returned: Returned) => Promise<Done>
  /** What follows when it is done: it leads away from here. */
  onDone: (done: Done) => Promise<void>
  /** What somebody reads who was not sent away from here. */
  nothing: string
  back: { label: string; to: string }
}

/** Where a provider sends the reader back to: what they went for is finished, or what to do is said. */
export function ComeBack<Done>({ title, nothing, back, ...rest }: Props<Done>) {
  const [returned] = useState(takeReturned)
  useTitle(title)
  return returned ? (
    <Finishing returned={returned} back={back} {...rest} />
  ) : (
    <Ended title="Nothing to finish" back={back}>
      {nothing}
    </Ended>
  )
}

function Finishing<Done>({ returned, finish, onDone, back }: Pick<Props<Done>, 'finish' | 'onDone' | 'back'> & { returned: Returned }) {
  const { mutate, error } = useMutation({ mutationFn: finish, gcTime: 0, onSuccess: onDone })
  useEffect(() => mutate(returned), [mutate, returned])
  if (error)
    return (
      <Ended title="Not connected" back={back}>
        {error.message}
      </Ended>
    )
  return (
    <Box role="status" sx={{ display: 'grid', justifyItems: 'center', gap: 3, pt: 10 }}>
      <CircularProgress size={24} aria-hidden />
      <Typography>Finishing the connection…</Typography>
    </Box>
  )
}

function Ended({ title, back, children }: { title: string; back: Props<unknown>['back']; children: string }) {
  return (
    <Box role="alert">
      <EmptyState
        alone
        icon={title === 'Not connected' ? CircleX : CircleCheck}
        title={title}
        action={
          <Button component={Link} variant="outlined" to={back.to}>
            {back.label}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </Box>
  )
}
