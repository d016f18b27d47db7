import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { ImagePlus } from 'lucide-react'
import { useRef, useState } from 'react'
import { useChange } from '../api/queries'
import { useMe } from '../session/session'
import { size } from '../theme/tokens'
import { useSay } from '../ui/page/Said'
import { Icon } from '../ui/shown/Icon'
import { Initials } from '../ui/shown/PersonName'
import { largestPicture, removeMyPicture, setMyPicture } from './profile'

/** One's picture, set and removed at once: colleagues see it beside the name. */
export function MyPicture() {
  const me = useMe()
  const say = useSay()
  const file = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string>()
  const set = useChange(setMyPicture, 'person')
  const remove = useChange(removeMyPicture, 'person')

  function send(chosen: File | undefined) {
    if (!chosen) return
    if (chosen.size > largestPicture) {
      setFault('The picture is larger than 2 MB. Make it smaller and try again.')
      return
    }
    setFault(undefined)
    set.mutate(chosen, { onSuccess: () => say({ text: 'Picture set.' }), onError: (error) => setFault(error.message) })
  }

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 4, mb: 6 }}>
      <Initials name={me.name} picture={me.picture} side={size.thumbnail} />
      <Box sx={{ flex: 1, minWidth: size.menu }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2 }}>
          <Button
            variant="outlined"
            loading={set.isPending}
            startIcon={<Icon of={ImagePlus} small />}
            onClick={() => file.current?.click()}
          >
            {me.picture ? 'Change picture' : 'Add picture'}
          </Button>
          {me.picture && (
            <Button
              variant="text"
              loading={remove.isPending}
              onClick={() =>
                remove.mutate(undefined, {
                  onSuccess: () => say({ text: 'Picture removed.' }),
                  onError: (error) => setFault(error.message),
                })
              }
            >
              Remove
            </Button>
          )}
        </Box>
        <Typography variant="body2" color={fault ? 'error' : 'text.secondary'} role={fault ? 'alert' : undefined} sx={{ mt: 1 }}>
          {fault ?? 'PNG, JPEG or WebP, at most 2 MB. It is cut to a square, and shown beside your name.'}
        </Typography>
      </Box>
      <input
        ref={file}
        type="file"
        accept="image/png,image/jpeg,image/webp"
        aria-label="Picture"
        hidden
        onChange={({ target }) => {
          send(target.files?.[0])
          target.value = ''
        }}
      />
    </Box>
  )
}
