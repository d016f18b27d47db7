import { Ban, CircleCheck, CirclePause, Clock, Wrench, type LucideIcon } from 'lucide-react'
import type { ToneName } from '../theme/tokens'
import type { AppState } from './customers'

/** The states of an app in a tenant, in the law's words; a declined one is shown as deleted until it is removed. */
export const appStates: Record<AppState, { word: string; tone: ToneName; icon: LucideIcon }> = {
  requested: { word: 'Requested', tone: 'attention', icon: Clock },
  approved: { word: 'Approved', tone: 'info', icon: Wrench },
  declined: { word: 'Deleted', tone: 'danger', icon: Ban },
  active: { word: 'Active', tone: 'good', icon: CircleCheck },
  disabled: { word: 'Disabled', tone: 'neutral', icon: CirclePause },
}
