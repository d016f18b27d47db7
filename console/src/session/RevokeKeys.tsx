import type { Shape } from '../api/client'
import { CheckLine } from '../ui/form/CheckLine'

export type OnKeys = Shape<'OnKeys'>

interface Props {
  keys: OnKeys
  onChange: (keys: OnKeys) => void
}

/** What becomes of one's personal keys when one's sessions end: whoever had the password may have made one. */
export function RevokeKeys({ keys, onChange }: Props) {
  return (
    <CheckLine
      label="Revoke my personal API keys too"
      hint="In every customer you are in. Programs that use them stop working. Recommended if someone else may have signed in as you."
      checked={keys === 'revoke'}
      onChange={(revoke) => onChange(revoke ? 'revoke' : 'keep')}
    />
  )
}
