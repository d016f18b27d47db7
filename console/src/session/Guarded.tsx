import type { ReactNode } from 'react'
import { WhyPage } from '../ui/WhyPanel'
import { useMe, type PageName } from './session'

/** A page for those whom the server lets in; for others, and as soon as that changes, the reason in its place. */
export function Guarded({ page, children }: { page: PageName; children: ReactNode }) {
  const me = useMe()
  const { allowed, why } = me.pages[page]
  return allowed ? children : <WhyPage why={{ sentence: why ?? 'This page is not open to you.' }} back={me.landing} alone />
}
