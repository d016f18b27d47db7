import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { Copy, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useParams, useSearchParams } from 'react-router'
import { customRoleAddress, inCustomer } from '../addresses'
import { everybody, useUsers } from '../directory/directory'
import { UserState } from '../directory/UserState'
import { Guarded } from '../session/Guarded'
import { PersonLink } from '../session/links'
import { size } from '../theme/tokens'
import { isOpen, laterDrawer } from '../ui/form/laterDrawer'
import { ShowMore } from '../ui/list/ShowMore'
import { useCrumb } from '../ui/page/crumbs'
import { EntityHeader, Views } from '../ui/page/EntityHeader'
import { ListSkeleton, PageSkeleton } from '../ui/page/Later'
import { Loaded } from '../ui/page/Loaded'
import { Section } from '../ui/page/Page'
import { MoreMenu } from '../ui/why/MoreMenu'
import { appNames, customRoleQuery, type CustomRole } from './customRoles'
import { people } from '../ui/shown/words'

const History = lazy(() => import('../governance/History').then(({ History }) => ({ default: History })))

const EditCustomRoleDrawer = laterDrawer(() => import('./CustomRoleDrawers').then((file) => file.EditCustomRoleDrawer), isOpen)
const CreateCustomRoleDrawer = laterDrawer(() => import('./CustomRoleDrawers').then((file) => file.CreateCustomRoleDrawer), isOpen)
const DeleteCustomRoleDrawer = laterDrawer(() => import('./CustomRoleDrawers').then((file) => file.DeleteCustomRoleDrawer), isOpen)

/** One custom role: what it lets people do, who has it, and what was done with it. */
export function Component() {
  const { customer = '', role = '' } = useParams()
  return (
    <Guarded page="customRoles">
      <OneRole key={`${customer} ${role}`} customer={customer} slug={role} />
    </Guarded>
  )
}

function OneRole({ customer, slug }: { customer: string; slug: string }) {
  const back = inCustomer(customer, 'custom-roles')
  useCrumb('Custom roles', back)
  const role = useQuery(customRoleQuery(customer, slug))
  return (
    <Box sx={{ maxWidth: size.page, mx: 'auto' }}>
      <Loaded query={role} skeleton={<PageSkeleton />} what="custom role" back={back} alone>
        {(shown) => <Shown customer={customer} role={shown} />}
      </Loaded>
    </Box>
  )
}

function Shown({ customer, role }: { customer: string; role: CustomRole }) {
  const [act, setAct] = useState<'edit' | 'copy' | 'delete' | null>(null)
  const [params] = useSearchParams()
  const here = customRoleAddress(customer, role.slug)
  const view = params.get('view') === 'history' ? 'history' : 'role'
  const close = () => setAct(null)
  return (
    <>
      <EntityHeader
        title={role.name}
        facts={{ kind: 'Custom role', holders: people(role.holders) }}
        actions={
          <>
            <Button variant="outlined" onClick={() => setAct('edit')}>
              Edit
            </Button>
            <MoreMenu
              acts={[
                { label: 'Copy role', icon: Copy, onChoose: () => setAct('copy') },
                { label: 'Delete role', icon: Trash2, onChoose: () => setAct('delete') },
              ]}
            />
          </>
        }
      />
      <Views
        label="Views of the custom role"
        current={view}
        views={[
          { key: 'role', label: 'Permissions and people', to: here },
          { key: 'history', label: 'History', to: `${here}?view=history` },
        ]}
      />
      {view === 'history' ? (
        <Suspense fallback={<ListSkeleton />}>
          <History customer={customer} of={role} among={['connect']} />
        </Suspense>
      ) : (
        <Box sx={{ maxWidth: size.readingPage }}>
          <Section title="Permissions">
            <Typography>
              {role.apps.length
                ? `People with this role can configure ${appNames(role)} in the tenants assigned to them.`
                : 'No app is picked: this role gives its people nothing yet.'}
            </Typography>
            <Typography color="text.secondary" sx={{ mt: 2 }}>
              In everything else they are Users: they browse the marketplace and request apps.
            </Typography>
          </Section>
          <Holders customer={customer} role={role} />
        </Box>
      )}
      <EditCustomRoleDrawer customer={customer} role={role} open={act === 'edit'} onClose={close} />
      <CreateCustomRoleDrawer customer={customer} like={role} open={act === 'copy'} onClose={close} />
      <DeleteCustomRoleDrawer customer={customer} role={role} open={act === 'delete'} onClose={close} />
    </>
  )
}

/** Who has the role, by name. */
function Holders({ customer, role }: { customer: string; role: CustomRole }) {
  const holders = useUsers(customer, { ...everybody, role: role.slug })
  return (
    <Section title="People">
      <Loaded query={holders} skeleton={<ListSkeleton rows={Math.min(role.holders, 50)} />} what="custom role">
        {() =>
          holders.items.length ? (
            <>
              <Box component="ul" sx={{ display: 'grid' }}>
                {holders.items.map((user) => (
                  <Box component="li" key={user.id} sx={{ display: 'flex', alignItems: 'center', gap: 3, minHeight: size.row }}>
                    <Box sx={{ flex: 1, minWidth: 0, display: 'flex' }}>
                      <PersonLink id={user.id} name={user.name} email={user.email} />
                    </Box>
                    {(!user.active || user.invited) && <UserState active={user.active} invited={user.invited} listed />}
                  </Box>
                ))}
              </Box>
              <ShowMore pages={holders} />
            </>
          ) : (
            <Typography color="text.secondary">Nobody has this role yet. Give it on a user’s page, under Set custom roles.</Typography>
          )
        }
      </Loaded>
    </Section>
  )
}
