import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { Controller } from 'react-hook-form'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { Ticks } from '../ui/form/Ticks'
import { useDrawer } from '../ui/form/useDrawer'
import { useLast } from '../ui/hooks/last'
import { listed } from '../ui/shown/words'
import { ofApps, request, type AppPage } from './marketplace'
import type { Asked } from './PlaceActs'

interface Props {
  customer: string
  app: AppPage
  asked: Asked | null
  onClose: () => void
}

/** Asks for an app, for one or several tenants at once, with what it is for. */
export function RequestDrawer(props: Props) {
  const shown = useLast(props.asked)
  return shown && <Body {...props} asked={shown} open={props.asked !== null} />
}

function Body({ customer, app, asked, open, onClose }: Props & { asked: Asked; open: boolean }) {
  const again = asked.place.state === 'declined'
  const others = app.tenants.filter(({ can, state }) => can.request?.allowed && (state === 'declined') === again)
  const { form, errors, drawer } = useDrawer({
    open,
    onClose,
    thing: asked,
    begin: ({ place }) => ({ tenants: [place.tenant.slug], reason: '' }),
    send: async ({ tenants, reason }) => {
      // One after another: where one is refused, those before it stand, and the page shows which.
      for (const tenant of tenants) await request({ customer, app: app.slug, tenant }, reason)
    },
    changes: ofApps,
    said: (_, { tenants }) =>
      `${app.name} requested for ${listed(others.filter(({ tenant }) => tenants.includes(tenant.slug)).map(({ tenant }) => tenant.name))}.`,
  })
  return (
    <FormDrawer title={`Request ${app.name}`} verb={again ? 'Ask again' : 'Request app'} {...drawer}>
      {again && <Typography>It was declined: {asked.place.reason} Say what the one who decides didn’t know.</Typography>}
      <Field
        label="What it is for"
        hint={again ? 'Required. Your vendor’s support reads it.' : 'Optional. Your vendor’s support reads it.'}
        fault={errors.reason?.message}
      >
        {(field) => (
          <OutlinedInput
            {...field}
            multiline
            minRows={2}
            inputProps={{ ...field.inputProps, maxLength: 500 }}
            {...form.register('reason', { required: again && 'Write what is new.' })}
          />
        )}
      </Field>
      {others.length > 1 && (
        <Controller
          control={form.control}
          name="tenants"
          rules={{ validate: (chosen) => chosen.length > 0 || 'Choose a tenant.' }}
          render={({ field }) => (
            <Ticks
              label="Tenants"
              fault={errors.tenants?.message}
              options={others.map(({ tenant }) => ({ key: tenant.slug, label: tenant.name }))}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      )}
      <Typography color="text.secondary">You are notified of each step, here and by e-mail.</Typography>
    </FormDrawer>
  )
}
