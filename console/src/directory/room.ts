import type { Room } from '../session/room'

/** What several rooms show of customers and people. It has no page of its own. */
export const directory: Room = { routes: [] }
