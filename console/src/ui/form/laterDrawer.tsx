import { lazy, Suspense, useState, type ComponentType } from 'react'

/** A drawer whose code comes when it is first opened: the page that offers it is there without. */
export function laterDrawer<Props extends object>(load: () => Promise<ComponentType<Props>>, asked: (props: Props) => boolean) {
  const Body = lazy(async () => ({ default: await load() }))
  return function Later(props: Props) {
    const [came, setCame] = useState(false)
    if (asked(props) && !came) setCame(true)
    // Once there it stays, so that it can close as it opened.
    return (
      came && (
        <Suspense fallback={null}>
          <Body {...props} />
        </Suspense>
      )
    )
  }
}

/** Whether a drawer that is told so is open. */
export const isOpen = ({ open }: { open: boolean }) => open
