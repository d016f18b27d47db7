import { useQuery } from '@tanstack/react-query'
import { keys } from '../../api/keys'
import { useSettled } from '../hooks/settled'

const enough = 2

/** How many of a kind are offered at most. */
export const mostFound = 6

/** A question that is asked again for what is typed; the former one is given up, and a refusal is no find. */
export function useFound<Answer>(
  what: string,
  where: string,
  typed: string,
  wanted: boolean,
  ask: (text: string, signal: AbortSignal) => Promise<Answer>,
) {
  const text = typed.trim()
  const settled = useSettled(text)
  const asked = text.length >= enough
  const found = useQuery({
    queryKey: keys.palette(what, where, settled),
    queryFn: ({ signal }) => ask(settled, signal),
    enabled: wanted && asked && settled === text,
    retry: false,
  })
  return { data: asked && settled === text ? found.data : undefined, waiting: wanted && asked && (settled !== text || found.isLoading) }
}
