import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactNode } from 'react'

/** One thing about a thing, under its name; several belong in a <dl>. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Typography variant="body2" component="dt" color="text.secondary">
        {name}
      </Typography>
      <Box component="dd">{children}</Box>
    </div>
  )
}
