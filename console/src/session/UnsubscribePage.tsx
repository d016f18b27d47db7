import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { api, body, type Shape } from '../api/client'
import { keys } from '../api/keys'
import { SignInForm } from './SignInForm'

const about: Record<Shape<'MailTopic'>, string> = {
  access: 'changes of your access',
  'app-requests': 'app requests',
  'app-problems': 'problems of apps',
  decisions: 'requests that wait for your decision',
  comments: 'comments on your calls and comments that mention you',
  calls: 'new calls',
  reports: 'scheduled reports',
}

/** Where the link in an e-mail leads that stops such e-mails. Opening it changes nothing; nobody needs to sign in. */
export function Component() {
  const { link = '' } = useParams()
  const queries = useQueryClient()
  const queryKey = keys.unsubscribe(link)
  const topic = useQuery({
    queryKey,
    queryFn: ({ signal }) => body(api.GET('/api/unsubscribe/{link}', { params: { path: { link } }, signal })),
    retry: false,
  })
  const choose = useMutation({
    mutationFn: (wanted: boolean) => body(api.PUT('/api/unsubscribe/{link}', { params: { path: { link } }, body: { wanted } })),
    onSuccess: (now) => queries.setQueryData(queryKey, now),
  })
  const foot = <Link to="/profile">All my notifications</Link>

  if (topic.error)
    return (
      <SignInForm
        title="Stop e-mails"
        fault={topic.error.message}
        verb="Try again"
        waiting={false}
        onSubmit={() => void topic.refetch()}
        foot={foot}
      >
        {null}
      </SignInForm>
    )
  const called = topic.data ? about[topic.data.topic] : '…'
  const stopped = topic.data?.wanted === false
  return (
    <SignInForm
      title={stopped ? 'E-mails stopped' : 'Stop e-mails'}
      fault={choose.error?.message}
      verb={stopped ? 'Undo' : 'Stop these e-mails'}
      waiting={topic.isPending || choose.isPending}
      onSubmit={() => choose.mutate(stopped)}
      foot={foot}
    >
      <Typography role="status">
        {stopped
          ? `You get no more e-mails about ${called}. They are still in your inbox here.`
          : `You get e-mails about ${called}. If you stop them, they are still in your inbox here.`}
      </Typography>
    </SignInForm>
  )
}
