import { Monitor, Moon, Sun } from 'lucide-react'

/** How the console may look. */
export const modes = [
  { mode: 'light', label: 'Light', icon: Sun },
  { mode: 'dark', label: 'Dark', icon: Moon },
  { mode: 'system', label: 'System', icon: Monitor },
] as const
