import type { LucideIcon } from 'lucide-react'
import type { RouteObject } from 'react-router'
import type { Choice } from '../ui/list/Choices'
import type { Me, PageName } from './session'

/** Who looks, and the customer they are in. */
export interface Here {
  me: Me
  customer: string | undefined
}

/** A page on the rail. */
export interface NavItem {
  key: PageName
  /** Pressed after `g` it leads here; no two pages have the same. */
  letter: string
  group: 'Insights' | 'Connect' | 'Administration'
  label: string
  icon: LucideIcon
  to: string
  /** What it holds, for whoever searches for it by other words. */
  hint: string
  /** Other pages lie below its address: on them, this is not where one is. */
  alone?: boolean
}

/** What a room adds to the console; a room adds itself, and none knows the others. */
export interface Room {
  /** Its addresses; a page's code is loaded when it is visited. */
  routes: RouteObject[]
  /** Its pages on the rail, where one is; whether they are for somebody, the server says. */
  nav?: (here: Here) => NavItem[]
}

/** Something to do from anywhere: where it is done, or what does it at once. */
export type ActChoice = Choice & { run?: () => void }

/** What a room adds to search and commands. */
export interface Offers {
  acts?: (ActChoice | false | undefined)[]
  found?: Choice[]
  waiting?: boolean
}

/** What a room has in search and commands, in a file `palette.ts` of its own; nothing lists the rooms. */
export interface Palette {
  /** Where its findings are among the others’. */
  order: number
  useOffers: (here: Here, typed: string, now: Date) => Offers
}
