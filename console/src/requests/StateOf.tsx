import type { Request } from '../directory/requests'
import { RequestChip } from '../ui/shown/RequestChip'

/** The state of a request, as a chip. */
export function StateOf({ request: { state } }: { request: Request }) {
  return <RequestChip state={state} />
}
