import Link from '@mui/material/Link'
import type { Call } from '../calls'

/** The link to the recording at its recorder, with the host that it leads to. Nothing here opens it before the reader does. */
export function Recording({ recording: { host, url } }: { recording: NonNullable<Call['recording']> }) {
  // The server keeps no other; a link is followed by a person, so it is looked at once more.
  if (!url.startsWith(`https://${host}/`)) return null
  return (
    <Link href={url} target="_blank" rel="noopener noreferrer" referrerPolicy="no-referrer" sx={{ overflowWrap: 'anywhere' }}>
      Open recording at {host}
    </Link>
  )
}
