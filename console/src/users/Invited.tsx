import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { api } from '../api/client'
import { useSay } from '../ui/page/Said'
import { Notice } from '../ui/page/states'
import type { AboutUser } from './people'

/** That somebody has not signed in yet, and the way to send their invitation again. */
export function Invited({ customer, user }: AboutUser) {
  const say = useSay()
  const resend = useMutation({
    mutationFn: () => api.POST('/api/customers/{customer}/users/{user}/invitation', { params: { path: { customer, user: user.id } } }),
    onSuccess: () => say({ text: `Invitation sent to ${user.email}.` }),
    onError: (error) => say({ text: error.message }),
  })
  return (
    <Notice
      icon={MailCheck}
      action={
        user.can.resend?.allowed && (
          <Button size="small" variant="outlined" loading={resend.isPending} onClick={() => resend.mutate()}>
            Resend
          </Button>
        )
      }
    >
      {user.firstName} was invited and has not signed in yet.
    </Notice>
  )
}
