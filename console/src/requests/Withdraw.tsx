import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { useChanged } from '../api/queries'
import type { Request } from '../directory/requests'
import { useSay } from '../ui/page/Said'
import { withdraw } from './requests'

/** Takes one's own request back, as long as nobody has decided it. */
export function Withdraw({ customer, request }: { customer: string; request: Request }) {
  const say = useSay()
  const changed = useChanged()
  const act = useMutation({
    mutationFn: () => withdraw(customer, request),
    onSuccess: () => {
      say({ text: 'Request withdrawn.' })
      return changed('request')
    },
    onError: (error) => say({ text: error.message }),
  })
  return (
    <Button variant="text" loading={act.isPending} onClick={() => act.mutate()}>
      Withdraw
    </Button>
  )
}
