import { useMemo } from 'react'
import { useMe } from '../session/session'
import { DateChip } from '../ui/list/DateChip'
import { FilterChip } from '../ui/list/FilterChip'
import type { useFilters } from '../ui/list/filters'
import { useCalls, type CallFilterName, type CallListed } from './calls'

/** Choices for the chips: the people, teams and accounts of the calls that are there. */
function useSeen(calls: CallListed[]) {
  return useMemo(() => {
    const unique = (pairs: [string, string][]) =>
      [...new Map(pairs)].map(([key, label]) => ({ key, label })).sort((a, b) => a.label.localeCompare(b.label))
    return {
      people: unique(calls.map((call) => [call.owner.id, call.owner.name])),
      teams: unique(calls.flatMap((call) => call.teams.map((team): [string, string] => [team.slug, team.name]))),
      accounts: unique(calls.flatMap((call) => (call.account ? [[call.account, call.account]] : []))),
    }
  }, [calls])
}

const unfiltered = { mine: null, team: null, person: null, account: null, since: null, until: null, text: null }

/** The sentence that the calls are narrowed by. */
export function CallFilters({ values, set, merge }: ReturnType<typeof useFilters<CallFilterName>>) {
  const me = useMe()
  const seen = useSeen(useCalls(unfiltered).items)
  return (
    <>
      <FilterChip
        label="Owner"
        any="any owner"
        choices={[{ key: '1', label: 'owned by me', hint: me.name }]}
        value={values.mine}
        onChange={(mine) => set('mine', mine)}
      />
      <FilterChip
        label="Person"
        any="any participant"
        before="with"
        choices={seen.people}
        fromText={(text) => (text.includes('@') ? [{ key: text, label: text, hint: 'owner or participant' }] : [])}
        value={values.person}
        onChange={(person) => set('person', person)}
      />
      <FilterChip label="Team" any="any team" before="in" choices={seen.teams} value={values.team} onChange={(team) => set('team', team)} />
      <FilterChip
        label="Account"
        any="any account"
        before="about"
        choices={seen.accounts}
        fromText={(text) =>
          seen.accounts.some(({ label }) => label === text) ? [] : [{ key: text, label: text, hint: 'as written by the recorder' }]
        }
        value={values.account}
        onChange={(account) => set('account', account)}
      />
      <DateChip span={{ since: values.since, until: values.until }} onChange={merge} />
    </>
  )
}
