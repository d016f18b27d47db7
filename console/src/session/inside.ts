/** A place in the console to go to; anything else that a link may carry is not followed. */
export function placeInside(to: string | null): string | undefined {
  return to && /^\/(?![/\\])/.test(to) ? to : undefined
}
