import type { LucideIcon } from 'lucide-react'
import { size } from '../../theme/tokens'

/** A line icon at one of the console's two sizes. It is never alone for a meaning: a word is beside it or in its label. */
export function Icon({ of: Drawing, small }: { of: LucideIcon; small?: boolean }) {
  const side = small ? size.iconSmall : size.icon
  return <Drawing width={side} height={side} strokeWidth={1.75} aria-hidden focusable={false} style={{ flex: 'none' }} />
}
