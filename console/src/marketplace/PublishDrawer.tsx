import Button from '@mui/material/Button'
import OutlinedInput from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { appAddress } from '../addresses'
import { api, body, type Shape } from '../api/client'
import { Problem } from '../api/problem'
import { setClientSecret } from '../connections/connections'
import { font } from '../theme/tokens'
import { Field } from '../ui/form/Field'
import { FormDrawer } from '../ui/form/FormDrawer'
import { SecretField } from '../ui/form/SecretField'
import { useDrawer } from '../ui/form/useDrawer'
import { PictureFields } from './pictures/PictureFields'
import { sendPictures, type Picked } from './pictures/pictures'

/** A manifest to begin with. */
const template = `{
  "slug": "my-app",
  "name": "My App",
  "publisher": "My company",
  "summary": "What it is good for, in a sentence.",
  "categories": ["Storefront"],
  "text": "What its page says, in Markdown.",
  "notes": "What is new in this version.",
  "schema": {
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "greeting": { "type": "string", "title": "Greeting", "maxLength": 200 }
    }
  }
}
`

const largest = 1_000_000

interface Props {
  /** The customer whose own app it is; without one it is for the catalogue. */
  customer?: string
  open: boolean
  onClose: () => void
}

/** Publishes an app, or a new version of one, from its manifest; what is wrong is said with the member that it is wrong at. */
export function PublishDrawer({ customer, open, onClose }: Props) {
  const go = useNavigate()
  const file = useRef<HTMLInputElement>(null)
  const [secret, setSecret] = useState<string | null>()
  const { form, errors, drawer } = useDrawer({
    open,
    onClose: close,
    thing: undefined,
    begin: () => ({ manifest: template, pictures: [] as Picked[] }),
    send: async ({ manifest, pictures }) => {
      if (pictures.some(({ alt }) => !alt.trim())) throw undescribed(pictures)
      try {
        const app = JSON.parse(manifest) as Shape<'AppManifest'>
        const { version } = await body(
          customer === undefined
            ? api.POST('/api/catalogue', { body: app })
            : api.POST('/api/customers/{customer}/apps', { params: { path: { customer } }, body: app }),
        )
        if (secret !== undefined) await afterwards(version, setClientSecret(customer, app.slug, secret))
        return { name: app.name, slug: app.slug, version, refused: await sendPictures(customer, app.slug, pictures) }
      } catch (error) {
        throw atManifest(error)
      }
    },
    changes: ['app'],
    said: ({ name, version, refused }) =>
      [version === 1 ? `${name} published.` : `Version ${version} of ${name} published.`, ...refused].join(' '),
    after: ({ slug }) => customer !== undefined && void go(appAddress(customer, slug)),
  })

  /** What was typed as a secret is not kept. */
  function close() {
    setSecret(undefined)
    onClose()
  }

  async function read(chosen: File | undefined) {
    if (!chosen) return
    if (chosen.size > largest) form.setError('manifest', { message: 'The file is larger than a megabyte.' })
    else form.setValue('manifest', await chosen.text(), { shouldDirty: true })
  }

  return (
    <FormDrawer title={customer === undefined ? 'Publish an app' : 'Publish an app of your own'} verb="Publish app" {...drawer}>
      <Typography color="text.secondary">
        {customer === undefined
          ? 'Every customer sees it. Publish the same slug again for a new version; the former one serves on where the new one needs an approval.'
          : 'Only your company sees it. Publish the same slug again for a new version.'}
      </Typography>
      <Button variant="outlined" sx={{ justifySelf: 'start' }} onClick={() => file.current?.click()}>
        Choose a file
      </Button>
      <input ref={file} type="file" accept=".json,application/json" hidden onChange={(event) => void read(event.target.files?.[0])} />
      <Field label="Manifest" hint="JSON, as the API takes it" fault={errors.manifest?.message}>
        {(field) => (
          <OutlinedInput
            {...field}
            multiline
            minRows={12}
            spellCheck={false}
            sx={{ fontFamily: font.mono }}
            {...form.register('manifest', { required: 'Enter a manifest.', validate: (text) => isJson(text) || 'This is not JSON.' })}
          />
        )}
      </Field>
      {connects(form.watch('manifest')) && (
        <SecretField
          label="Client secret"
          hint="Given to Usher by the provider. Nobody reads it back."
          secret={secret}
          onChange={setSecret}
          kept="kept as it is, if there is one"
          cleared="cleared when you publish"
        />
      )}
      <PictureFields
        pictures={form.watch('pictures')}
        faults={form.watch('pictures').map((_, at) => errors.pictures?.[at]?.alt?.message)}
        onChange={(pictures) => {
          form.clearErrors('pictures')
          form.setValue('pictures', pictures, { shouldDirty: true })
        }}
      />
    </FormDrawer>
  )
}

function isJson(text: string) {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a manifest says that the app connects by OAuth. */
function connects(text: string) {
  try {
    return (JSON.parse(text) as { connection?: unknown } | null)?.connection === 'oauth'
  } catch {
    return false
  }
}

/** The version is there already when its secret is refused: said so, since publishing again makes another. */
async function afterwards(version: number, sent: Promise<unknown>) {
  try {
    await sent
  } catch (error) {
    throw new Error(`Version ${version} is published, but its client secret isn’t set: ${(error as Error).message}`)
  }
}

/** Nobody publishes a picture that not everybody can see. */
function undescribed(pictures: readonly Picked[]) {
  const errors: Record<string, string[]> = {}
  pictures.forEach(({ alt }, at) => {
    if (!alt.trim()) errors[`/pictures/${at}/alt`] = ['Describe what is to be seen.']
  })
  return new Problem(422, { detail: 'Describe every picture.', code: 'Invalid', errors })
}

/** Everything that is wrong is in the manifest: said there, member by member. */
function atManifest(error: unknown) {
  if (!(error instanceof Problem) || Object.keys(error.errors).length === 0) return error
  const words = Object.entries(error.errors).map(([pointer, sentence]) => `${pointer}: ${sentence}`)
  return new Problem(error.status, { detail: error.message, code: error.code, errors: { '/manifest': words } })
}
