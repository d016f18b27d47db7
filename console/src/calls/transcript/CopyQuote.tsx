import IconButton from '@mui/material/IconButton'
import { Copy } from 'lucide-react'
import { turnAddress } from '../../addresses'
import { useSay } from '../../ui/page/Said'
import { Icon } from '../../ui/shown/Icon'
import { turnName } from '../calls'

interface Props {
  call: string
  quote: { turn: number; at?: number | null; speaker: string; text: string }
}

/** Copies words with who said them, when, and the link that leads there: it opens for those who see the call. */
export function CopyQuote({ call, quote }: Props) {
  const say = useSay()
  const link = new URL(turnAddress(call, quote.turn), window.location.href).href
  return (
    <IconButton
      size="small"
      aria-label={`Copy the quotation at ${turnName(quote)} with its link`}
      className="copy-quote"
      onClick={() =>
        void navigator.clipboard.writeText(`“${quote.text}”\n${quote.speaker}, ${turnName(quote)}\n${link}`).then(
          () => say({ text: 'Quotation copied with its link.' }),
          () => say({ text: 'The browser didn’t allow copying. Select the text and copy it.' }),
        )
      }
    >
      <Icon of={Copy} small />
    </IconButton>
  )
}
