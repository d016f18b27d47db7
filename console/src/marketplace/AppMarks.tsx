import Box from '@mui/material/Box'
import {
  Ban,
  BarChart3,
  BookOpen,
  Boxes,
  CalendarDays,
  Camera,
  CircleCheck,
  CirclePause,
  Clock,
  CreditCard,
  Gift,
  GraduationCap,
  Heart,
  KeyRound,
  Mail,
  Map,
  MessagesSquare,
  Monitor,
  PackageCheck,
  Phone,
  Shield,
  SmilePlus,
  StickyNote,
  Store,
  Truck,
  Users,
  UtensilsCrossed,
  Wrench,
  type LucideIcon,
} from 'lucide-react'
import type { Shape } from '../api/client'
import { size } from '../theme/tokens'
import { tintOf } from '../ui/shown/PersonName'
import { StateChip } from '../ui/shown/StateChip'
import type { AppState } from './marketplace'

const icons: Record<Shape<'AppIcon'>, LucideIcon> = {
  store: Store,
  screen: Monitor,
  menu: UtensilsCrossed,
  gift: Gift,
  calendar: CalendarDays,
  survey: SmilePlus,
  people: Users,
  course: GraduationCap,
  boxes: Boxes,
  wrench: Wrench,
  card: CreditCard,
  book: BookOpen,
  phone: Phone,
  truck: Truck,
  chart: BarChart3,
  mail: Mail,
  chat: MessagesSquare,
  key: KeyRound,
  shield: Shield,
  map: Map,
  camera: Camera,
  heart: Heart,
  note: StickyNote,
  clock: Clock,
}

/** An app’s icon, on a ground that is always its own: decoration beside its name. */
export function AppIcon({ icon, slug, side = size.person }: { icon: Shape<'AppIcon'>; slug: string; side?: number }) {
  const Drawn = icons[icon]
  const tint = tintOf(slug)
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        flex: 'none',
        display: 'inline-grid',
        placeItems: 'center',
        width: side,
        height: side,
        borderRadius: `${size.radiusChip}px`,
        color: `tint.${tint}.main`,
        bgcolor: `tint.${tint}.soft`,
      }}
    >
      <Drawn size={Math.round(side * 0.56)} strokeWidth={1.75} />
    </Box>
  )
}

const looks = {
  requested: { tone: 'attention', icon: Clock, word: 'Requested' },
  approved: { tone: 'info', icon: PackageCheck, word: 'Approved' },
  active: { tone: 'good', icon: CircleCheck, word: 'Active' },
  disabled: { tone: 'neutral', icon: CirclePause, word: 'Disabled' },
  declined: { tone: 'danger', icon: Ban, word: 'Deleted' },
} as const

/** The state of an app in a tenant; a declined one is shown as deleted until it is removed. */
export function AppStateChip({ state }: { state?: AppState | null }) {
  const { tone, icon, word } = state ? looks[state] : ({ tone: 'neutral', icon: Store, word: 'Available' } as const)
  return (
    <StateChip tone={tone} icon={icon}>
      {word}
    </StateChip>
  )
}
