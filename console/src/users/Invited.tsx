import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { api } from '../api/client'
import { useChanged } from '../api/queries'
import { useSay } from '../ui/page/Said'
import { Notice } from '../ui/page/states'
import { endWords } from '../ui/shown/days'
import { on, ofUser, type AboutUser } from './people'

/** That somebody has not signed in yet, until when their invitation works, and the ways to send it again or withdraw it. */
export function Invited({ customer, user }: AboutUser) {
  const say = useSay()
  const changed = useChanged()
  const done = (text: string) => () => {
    say({ text })
    return changed(...ofUser)
  }
  const onError = (error: Error) => say({ text: error.message })
  const { path } = on({ customer, user })
  const resend = useMutation({
    mutationFn: () => api.POST('/api/customers/{customer}/users/{user}/invitation', { params: { path } }),
    onSuccess: done(`Invitation sent to ${user.email}.`),
    onError,
  })
  const withdraw = useMutation({
    mutationFn: () => api.DELETE('/api/customers/{customer}/users/{user}/invitation', { params: { path } }),
    onSuccess: done('Invitation withdrawn. Its link no longer works.'),
    onError,
  })
  const ends = user.invitationExpires
  return (
    <Notice
      icon={MailCheck}
      action={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          {user.can.resend?.allowed && (
            <Button size="small" variant="outlined" loading={resend.isPending} onClick={() => resend.mutate()}>
              Resend
            </Button>
          )}
          {user.can.withdrawInvitation?.allowed && (
            <Button size="small" variant="outlined" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              Withdraw
            </Button>
          )}
        </Box>
      }
    >
      {user.firstName} was invited and has not signed in yet.
      {ends
        ? ` The link in the e-mail works until ${endWords(ends)}.`
        : user.can.resend?.allowed && ' The link has expired, or is being sent.'}
    </Notice>
  )
}
