import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Ban, CircleCheck } from 'lucide-react'
import { useParams } from 'react-router'
import { Guarded } from '../session/Guarded'
import { ListSkeleton, PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Page } from '../ui/page/Page'
import { capital } from '../ui/shown/words'
import { StateChip } from '../ui/shown/StateChip'
import { Until } from '../ui/shown/Until'
import { WhyWords } from '../ui/why/WhyPanel'
import { useFilters } from '../ui/list/filters'
import { rolesQuery, type RoleTable } from '../roles/roles'
import { useExplanation, type Question } from './explanation'
import { Remedies } from './Remedies'
import { WhyForm } from './WhyForm'

export const whyParts = ['person', 'permission', 'id', 'tenant', 'team'] as const

/** Why someone may or may not: a question in the address, its answer by the same path that decides. */
export function Component() {
  const { customer = '' } = useParams()
  const roles = useQuery(rolesQuery)
  return (
    <Guarded page="why">
      <Page
        narrow
        title="Explain access"
        lead="Check who can do what, and why. The answer comes from the same decision that is used everywhere in Usher."
      >
        <Loaded query={roles} skeleton={<ListSkeleton rows={3} />}>
          {(table) => <Explained key={customer} customer={customer} table={table} />}
        </Loaded>
      </Page>
    </Guarded>
  )
}

function Explained({ customer, table }: { customer: string; table: RoleTable }) {
  const { values, merge } = useFilters(whyParts)
  const { person, permission, id, tenant, team } = values
  const question: Question | null = person && permission ? { person, permission, id, tenant, team } : null
  const answer = useExplanation(customer, question)
  return (
    <>
      <WhyForm key={JSON.stringify(values)} customer={customer} table={table} asked={values} onAsk={merge} />
      {question && (
        <Box aria-live="polite" sx={{ mt: 8 }}>
          <Loaded query={answer} skeleton={<PageSkeleton />} what="person or thing">
            {({ allowed, sentence, rule, change, help, helpers, grant, ask, remedies }) => (
              <Box>
                <Box sx={{ mb: 3 }}>
                  {allowed ? (
                    <StateChip tone="good" icon={CircleCheck}>
                      Allowed
                    </StateChip>
                  ) : (
                    <StateChip tone="danger" icon={Ban}>
                      Refused
                    </StateChip>
                  )}
                </Box>
                <WhyWords why={{ sentence, rule, change, help, helpers, ask }}>
                  {remedies.length > 0 && <Remedies customer={customer} remedies={remedies} />}
                </WhyWords>
                {grant && (
                  <Box sx={{ mt: 5 }}>
                    <Typography variant="h3" component="h2" color="text.secondary">
                      Decided by
                    </Typography>
                    <Typography>
                      {capital(grant.kind.replaceAll('-', ' '))}: {grant.name}
                      {grant.until && (
                        <>
                          {', '}
                          <Until at={grant.until} />
                        </>
                      )}
                    </Typography>
                  </Box>
                )}
              </Box>
            )}
          </Loaded>
        </Box>
      )}
    </>
  )
}
