import { useParams } from 'react-router'
import { teamAddress } from '../addresses'
import { Leads } from '../session/links'
import { allowed, useMe } from '../session/session'
import { useTeams } from './teams'

interface Props {
  teams: { slug: string; name: string }[]
  /** What is said where there is none. */
  none?: string
}

/** Teams by name, each leading to its page for those who look after teams. */
export function TeamLinks({ teams, none }: Props) {
  const me = useMe()
  const { customer = me.customer?.slug ?? '' } = useParams()
  const known = useTeams(customer, false, customer !== '' && teams.length > 0 && allowed(me, 'teams')).items
  const address = (slug: string) => {
    const id = known.find((team) => team.slug === slug)?.id
    return id && teamAddress(customer, id)
  }
  return <Leads things={teams} to={address} none={none} />
}
