import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** Some choices that belong together, under their name and what is to be known of them. */
export function PreferenceGroup({ title, hint, children }: { title: string; hint: ReactNode; children?: ReactNode }) {
  return (
    <Box component="fieldset" sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Typography component="legend" variant="body2" sx={{ fontWeight: 500, p: 0 }}>
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {hint}
      </Typography>
      {children && <Box sx={{ display: 'grid', justifyItems: 'start', mt: 1 }}>{children}</Box>}
    </Box>
  )
}
