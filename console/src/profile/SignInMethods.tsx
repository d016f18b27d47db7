import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useAskForLink } from '../session/session'
import { useAct } from '../ui/hooks/act'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { ListSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { useSay } from '../ui/page/Said'
import { useSignInMethods } from './profile'

const PasswordDrawer = laterDrawer(() => import('./MyDrawers').then((file) => file.PasswordDrawer), isOpen)

/** How one signs in: by password, and by a link to one's own address where there is none or it is lost. */
export function SignInMethods() {
  const methods = useSignInMethods()
  const say = useSay()
  const ask = useAskForLink()
  const [open, setOpen] = useAct('password')
  return (
    <Section title="Sign-in">
      <Loaded query={methods} skeleton={<ListSkeleton rows={1} />}>
        {({ email, password }) => (
          <>
            <Typography sx={{ mb: 3 }}>
              {password ? (
                <>
                  With <b>{email}</b> and your password.
                </>
              ) : (
                <>
                  You have not set a password yet. We can e-mail a link to set one to <b>{email}</b>.
                </>
              )}
            </Typography>
            {password ? (
              <Button variant="outlined" onClick={() => setOpen(true)}>
                Change password
              </Button>
            ) : (
              <Button
                variant="outlined"
                loading={ask.isPending}
                onClick={() =>
                  ask.mutate(email, {
                    onSuccess: () => say({ text: `A link is on its way to ${email}. It works once, for an hour.` }),
                    onError: (error) => say({ text: error.message }),
                  })
                }
              >
                Email me a link
              </Button>
            )}
          </>
        )}
      </Loaded>
      <PasswordDrawer open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}
