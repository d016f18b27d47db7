import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { ImagePlus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { size } from '../../theme/tokens'
import { Field } from '../../ui/form/Field'
import { largestPicture, mostPictures, readPicture, type Picked } from './pictures'

interface Props {
  pictures: Picked[]
  /** What is wrong with the description of each. */
  faults: (string | undefined)[]
  onChange: (pictures: Picked[]) => void
}

/** Pictures of an app before they are sent, each with the description that goes with it. */
export function PictureFields({ pictures, faults, onChange }: Props) {
  const file = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string>()

  async function add(chosen: FileList | null) {
    const files = [...(chosen ?? [])]
    const small = files.filter((one) => one.size <= largestPicture)
    const room = small.slice(0, mostPictures - pictures.length)
    setFault(
      small.length < files.length
        ? 'A picture is larger than 2 MB.'
        : room.length < small.length
          ? `An app has at most ${mostPictures} pictures.`
          : undefined,
    )
    if (room.length) onChange([...pictures, ...(await Promise.all(room.map(readPicture)))])
  }

  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0, display: 'grid', gap: 3 }}>
      <Box>
        <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0 }}>
          Pictures
        </Typography>
        <Typography variant="body2" color={fault ? 'error' : 'text.secondary'} role={fault ? 'alert' : undefined}>
          {fault ??
            `Up to ${mostPictures}, PNG, JPEG or WebP, each at most 2 MB. They replace those of the version before; without any, those stay.`}
        </Typography>
      </Box>
      {pictures.map((picture, at) => (
        <Box
          key={`${at} ${picture.name}`}
          sx={{ display: 'grid', gridTemplateColumns: `${size.thumbnail}px 1fr auto`, gap: 3, alignItems: 'start' }}
        >
          <Box
            component="img"
            src={picture.data}
            alt=""
            sx={{ width: '100%', height: size.thumbnail, objectFit: 'cover', borderRadius: 1 }}
          />
          <Field label={`What ${picture.name} shows`} fault={faults[at]}>
            {(field) => (
              <OutlinedInput
                {...field}
                value={picture.alt}
                onChange={({ target }) => onChange(pictures.map((one, place) => (place === at ? { ...one, alt: target.value } : one)))}
              />
            )}
          </Field>
          <IconButton aria-label={`Remove ${picture.name}`} onClick={() => onChange(pictures.filter((_, place) => place !== at))}>
            <X size={size.icon} />
          </IconButton>
        </Box>
      ))}
      <Button
        variant="outlined"
        sx={{ justifySelf: 'start' }}
        startIcon={<ImagePlus size={size.icon} />}
        disabled={pictures.length >= mostPictures}
        onClick={() => file.current?.click()}
      >
        Add pictures
      </Button>
      <input
        ref={file}
        type="file"
        multiple
        accept="image/png,image/jpeg,image/webp"
        aria-label="Pictures"
        hidden
        onChange={({ target }) => {
          void add(target.files).then(() => (target.value = ''))
        }}
      />
    </Box>
  )
}
