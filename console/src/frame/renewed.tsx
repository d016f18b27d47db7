import Button from '@mui/material/Button'
import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useRenewed } from '../api/build'
import { Notice } from '../ui/page/states'
import { time } from '../theme/tokens'

const marker = 'usher-reloaded'

/** Loads the page again, from the server. */
export const reload = () => window.location.reload()

/** Whether the page has loaded itself again a short while ago: it does not do so over and over, whatever the servers say. */
function reloadedLately(): boolean {
  return Date.now() - Number(sessionStorage.getItem(marker) ?? 0) < time.sessionCheck
}

function reloadByItself() {
  sessionStorage.setItem(marker, String(Date.now()))
  reload()
}

/** Whether somebody is in the middle of something that loading the page again would take from them. */
export function busy(): boolean {
  if (document.querySelector('[role=dialog], [role=menu], [role=listbox]')) return true
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  const left = ['search', 'checkbox', 'radio']
  return [...fields].some((field) => field === document.activeElement || (!left.includes(field.type) && field.value !== field.defaultValue))
}

/** Says that the server was renewed, and loads the new page when nothing is being typed; until then one can do it oneself. */
export function RenewedBar() {
  const renewed = useRenewed()
  useEffect(() => {
    if (!renewed || reloadedLately()) return
    const tryNow = () => !busy() && reloadByItself()
    tryNow()
    const timer = setInterval(tryNow, time.tryAgain)
    return () => clearInterval(timer)
  }, [renewed])
  if (!renewed) return null
  return (
    <Notice
      icon={RefreshCw}
      action={
        <Button size="small" color="inherit" onClick={reload}>
          Reload
        </Button>
      }
    >
      Usher was updated. This page reloads when nothing is being typed.
    </Notice>
  )
}

/** For a page whose code did not come: loads it again once, where the server answers; otherwise says whether it does. */
export function useReloadOnce(): 'asking' | 'away' | 'here' {
  const [found, setFound] = useState<'asking' | 'away' | 'here'>('asking')
  useEffect(() => {
    let gone = false
    fetch('/ready', { cache: 'no-store' }).then(
      () => {
        if (gone) return
        if (!reloadedLately() && !busy()) reloadByItself()
        else setFound('here')
      },
      () => !gone && setFound('away'),
    )
    return () => {
      gone = true
    }
  }, [])
  return found
}
