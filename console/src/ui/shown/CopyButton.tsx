import Button from '@mui/material/Button'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useSay } from '../page/Said'
import { Icon } from './Icon'

/** Copies a text, and says that it did. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const say = useSay()
  const [copied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      say({ text: `The browser blocked copying. Select the ${what} and copy it.` })
    }
  }
  return (
    <Button variant="outlined" size="small" startIcon={<Icon of={copied ? Check : Copy} small />} onClick={() => void copy()}>
      {copied ? 'Copied' : `Copy the ${what}`}
    </Button>
  )
}
