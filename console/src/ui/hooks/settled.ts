import { useEffect, useState } from 'react'
import { time } from '../../theme/tokens'

/** A value once it has stayed the same for a moment: what is typed is not asked about letter by letter. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), time.typed)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
