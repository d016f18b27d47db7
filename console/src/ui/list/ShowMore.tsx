import Box from '@mui/material/Box'
import Button from '@mui/material/Button'

interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** The next page of a list, below the ones that are there. */
export function ShowMore({ pages }: { pages: Paged }) {
  if (!pages.hasNextPage) return null
  return (
    <Box sx={{ display: 'flex', justifyContent: 'center', mt: 4 }}>
      <Button variant="outlined" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
        Show more
      </Button>
    </Box>
  )
}
