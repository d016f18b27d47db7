import type { Me } from './session'

/** Where a notice of each kind that a room sends leads: to the thing it is about, for who may; otherwise undefined. */
export type NoticeLeads = Record<string, (about: string, customer: string, me: Me) => string | undefined>

/** The ways of every room: each has them in a file of that name, and nothing lists the rooms. */
export const noticeLeads: NoticeLeads = Object.assign(
  {},
  ...Object.values(import.meta.glob<NoticeLeads>('../*/noticeLeads.ts', { eager: true, import: 'leads' })),
) as NoticeLeads
