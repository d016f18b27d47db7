import { useState } from 'react'

/** What there is, or what there was last: a drawer keeps its words while it leaves. */
export function useLast<Value>(value: Value): Value {
  const [last, setLast] = useState(value)
  if (value && value !== last) setLast(value)
  return value || last
}
