import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { Moment } from '../ui/shown/Moment'
import { OnceShown } from '../ui/shown/OnceShown'
import type { KeyMade } from './integrationUsers'

/** A key that was made, this once. */
export function KeyShown({ made, onDone }: { made: KeyMade; onDone: () => void }) {
  if (!made.key) return <Lost name={made.name} onDone={onDone} />
  return (
    <OnceShown
      what="key"
      text={made.key}
      lead={
        <>
          This is the only time the key “<bdi>{made.name}</bdi>” is shown. Store it where the program keeps its secrets, never in a web
          address.
        </>
      }
      after={
        <>
          It ends <Moment at={made.expires} />. If it is lost, create a new one and revoke this one.
        </>
      }
      onDone={onDone}
    />
  )
}

/** The first answer was lost on its way, and the second no longer has the key. */
function Lost({ name, onDone }: { name: string; onDone: () => void }) {
  const id = useId()
  return (
    <Dialog open aria-labelledby={id} fullWidth maxWidth="sm" onClose={onDone}>
      <DialogTitle id={id} variant="h2">
        This key cannot be shown
      </DialogTitle>
      <DialogContent>
        <Typography>
          The key “<bdi>{name}</bdi>” was created, but the response was lost, and a key is shown only once. Revoke it and create another.
        </Typography>
      </DialogContent>
      <DialogActions sx={{ px: 6, pb: 5 }}>
        <Button variant="contained" onClick={onDone}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  )
}
