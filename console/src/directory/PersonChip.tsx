import { useState } from 'react'
import { allowed, useMe } from '../session/session'
import { FilterChip } from '../ui/list/FilterChip'
import { useSettled } from '../ui/hooks/settled'
import { everybody, useUser, useUsers } from './directory'

type Chip = Parameters<typeof FilterChip>[0]

interface Props extends Omit<Chip, 'found' | 'onType' | 'fromText'> {
  customer: string
  /** What a person is chosen by. */
  by: 'email' | 'id'
}

const enough = 2

/** A chip that chooses a person: among those who are there, and of all the customer's users, for whom one may see, by what is typed. */
export function PersonChip({ customer, by, choices, ...chip }: Props) {
  const me = useMe()
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim())
  const users = useUsers(customer, { ...everybody, query: text }, customer !== '' && allowed(me, 'users') && text.length >= enough)
  const there = new Set(choices.map(({ key }) => key))
  // Whom an address names may be nobody of those.
  const named = useUser(
    customer,
    chip.value ?? '',
    by === 'id' && chip.value !== null && !there.has(chip.value) && customer !== '' && allowed(me, 'users'),
  )
  const shown = named.data ? [...choices, { key: named.data.id, label: named.data.name, hint: named.data.email }] : choices
  const found = users.items.map((user) => ({ key: user[by], label: user.name, hint: user.email })).filter(({ key }) => !there.has(key))
  return (
    <FilterChip
      {...chip}
      choices={shown}
      found={text.length >= enough ? found.filter(({ key }) => key !== named.data?.id) : []}
      onType={setTyped}
    />
  )
}
