import InputAdornment from '@mui/material/InputAdornment'
import OutlinedInput from '@mui/material/OutlinedInput'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { size } from '../../theme/tokens'
import { Icon } from '../shown/Icon'

/** A line of text that filters; it tells what was typed a moment after the last key. */
export function SearchLine({ label, value, onChange }: { label: string; value: string | null; onChange: (value: string | null) => void }) {
  const [text, setText] = useState(value ?? '')
  const [told, setTold] = useState(value)

  if (value !== told) {
    setTold(value)
    setText(value ?? '')
  }

  useEffect(() => {
    const typed = text.trim() || null
    if (typed === told) return
    const timer = setTimeout(() => {
      setTold(typed)
      onChange(typed)
    }, 250)
    return () => clearTimeout(timer)
  }, [text, told, onChange])

  return (
    <OutlinedInput
      value={text}
      onChange={(event) => setText(event.target.value)}
      placeholder={label}
      type="search"
      inputProps={{ 'aria-label': label, maxLength: 200 }}
      startAdornment={
        <InputAdornment position="start" sx={{ mr: 2 }}>
          <Icon of={Search} small />
        </InputAdornment>
      }
      sx={{ width: { xs: '100%', sm: size.search }, pl: 2.5, '& input': { pl: 0, py: { xs: 2, sm: 1 } } }}
    />
  )
}
