import { useTheme } from '@mui/material/styles'

/** The console's sign: a U that shows someone to their seat. */
export function Mark({ side = 24 }: { side?: number }) {
  const { palette } = useTheme().vars!
  return (
    <svg width={side} height={side} viewBox="0 0 32 32" aria-hidden focusable={false} style={{ flex: 'none' }}>
      <rect width="32" height="32" rx="8" fill={palette.primary.main} />
      <path d="M9 8v9a7 7 0 0 0 14 0V8" fill="none" stroke={palette.primary.contrastText} strokeWidth="3.4" strokeLinecap="round" />
      <circle cx="16" cy="11" r="2.6" fill={palette.background.mark} />
    </svg>
  )
}
