import { useQuery } from '@tanstack/react-query'
import { api, body, noted, type Shape } from '../../api/client'
import { keys } from '../../api/keys'

export type Exclusion = Shape<'ExclusionView'>
export type Condition = Shape<'CrmCondition'>
export type Operator = Condition['operator']

/** How a field of the CRM is compared, in words. */
export const operators: Record<Operator, string> = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'starts-with': 'starts with',
  'is-set': 'is set',
  'is-not-set': 'is not set',
  'at-least': 'is at least',
  'at-most': 'is at most',
}

/** Whether it compares with a value. */
export const hasValue = (operator: Operator) => operator !== 'is-set' && operator !== 'is-not-set'

export const useExclusions = (customer: string) =>
  useQuery({
    queryKey: keys.exclusions(customer),
    queryFn: () => body(api.GET('/api/customers/{customer}/settings/exclusions', { params: { path: { customer } } })),
  })

export const addExclusion = (customer: string, value: string, note: string) =>
  api.POST('/api/customers/{customer}/settings/exclusions', { params: { path: { customer } }, body: { value }, headers: noted(note) })

export const removeExclusion = (customer: string, exclusion: string, note: string) =>
  api.DELETE('/api/customers/{customer}/settings/exclusions/{exclusion}', {
    params: { path: { customer, exclusion } },
    headers: noted(note),
  })

export const addCrmExclusion = (customer: string, conditions: Condition[], note: string) =>
  api.POST('/api/customers/{customer}/settings/exclusions/crm', {
    params: { path: { customer } },
    body: { conditions: conditions.map((one) => ({ ...one, value: hasValue(one.operator) ? one.value : null })) },
    headers: noted(note),
  })

export const testExclusions = (customer: string, participants: string[], crm: string) =>
  body(
    api.POST('/api/customers/{customer}/settings/exclusions/test', {
      params: { path: { customer } },
      body: { participants, crm: crm.trim() || null },
    }),
  )
