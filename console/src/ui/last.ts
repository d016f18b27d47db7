import { useEffect, useState } from 'react'

/** What there is, or what there was last: a drawer keeps its words while it leaves. */
export function useLast<Value>(value: Value): Value {
  const [last, setLast] = useState(value)
  useEffect(() => {
    if (value) setLast(value)
  }, [value])
  return value || last
}
