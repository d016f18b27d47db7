import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { Shape } from '../../api/client'
import { size } from '../../theme/tokens'
import type { AppPage } from '../marketplace'

type Picture = Shape<'AppPictureView'>

const addressOf = (customer: string, app: string, { hash }: Picture) =>
  `/api/customers/${encodeURIComponent(customer)}/apps/${encodeURIComponent(app)}/pictures/by-hash/${hash}`

/** What an app looks like. Each picture has its place before it is loaded, and can be looked at larger, by keyboard too. */
export function AppPictures({ customer, app }: { customer: string; app: AppPage }) {
  const [shown, setShown] = useState<number>()
  const { pictures } = app
  if (pictures.length === 0) return null
  return (
    <>
      <Box component="ul" aria-label="Pictures" sx={{ display: 'flex', gap: 3, overflowX: 'auto', p: 1, m: -1, mb: 5, listStyle: 'none' }}>
        {pictures.map((picture, at) => (
          <Box component="li" key={picture.number} sx={{ flex: 'none' }}>
            <ButtonBase
              aria-label={`Enlarge picture ${at + 1}: ${picture.alt}`}
              onClick={() => setShown(at)}
              sx={{ borderRadius: 1, overflow: 'hidden', border: 1, borderColor: 'divider', height: size.picture }}
            >
              <Box
                component="img"
                src={addressOf(customer, app.slug, picture)}
                alt={picture.alt}
                width={picture.width}
                height={picture.height}
                loading="lazy"
                sx={{ display: 'block', height: '100%', width: 'auto', aspectRatio: `${picture.width} / ${picture.height}` }}
              />
            </ButtonBase>
          </Box>
        ))}
      </Box>
      {shown !== undefined && <Larger customer={customer} app={app} at={shown} onTurn={setShown} onClose={() => setShown(undefined)} />}
    </>
  )
}

interface LargerProps {
  customer: string
  app: AppPage
  at: number
  onTurn: (at: number) => void
  onClose: () => void
}

function Larger({ customer, app, at, onTurn, onClose }: LargerProps) {
  const { pictures } = app
  const picture = pictures[at]
  if (!picture) return null
  const turn = (by: number) => onTurn((at + by + pictures.length) % pictures.length)
  const several = pictures.length > 1
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (several && key === 'ArrowLeft') turn(-1)
    if (several && key === 'ArrowRight') turn(1)
  }
  return (
    <Dialog open onClose={onClose} maxWidth="lg" onKeyDown={onKeyDown} aria-labelledby="picture-alt">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, p: 2, pl: 4 }}>
        <Typography id="picture-alt" sx={{ flex: 1, minWidth: 0 }}>
          {picture.alt}
        </Typography>
        {several && (
          <>
            <Typography color="text.secondary" variant="body2" role="status">
              {at + 1} of {pictures.length}
            </Typography>
            <IconButton aria-label="Previous picture" onClick={() => turn(-1)}>
              <ChevronLeft size={size.icon} />
            </IconButton>
            <IconButton aria-label="Next picture" onClick={() => turn(1)}>
              <ChevronRight size={size.icon} />
            </IconButton>
          </>
        )}
        <IconButton aria-label="Close" onClick={onClose} autoFocus>
          <X size={size.icon} />
        </IconButton>
      </Box>
      <Box
        component="img"
        src={addressOf(customer, app.slug, picture)}
        alt=""
        width={picture.width}
        height={picture.height}
        sx={{ display: 'block', maxWidth: '100%', height: 'auto', maxHeight: '75dvh', objectFit: 'contain' }}
      />
    </Dialog>
  )
}
