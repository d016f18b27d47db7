import type { Shape } from '../../api/client'
import { capital, listed } from '../shown/words'

type Line = Shape<'PreviewLine'>
type Things = Shape<'PreviewThings'>

/** “Ana Diaz, Bo Chen and 4,998 more”: some names, of so many. */
export function namesOf(names: string[], count: number): string {
  const more = count - names.length
  return listed(more > 0 ? [...names, `${more.toLocaleString('en-GB')} more`] : names)
}

const named = ({ names, count }: Things) => namesOf(names, count)

/** What somebody may do, or may no longer, in sentences without their subject: “Configure Signage in North”. */
export function decisionWords(lines: Line[]): string[] {
  const ofCalls = lines.filter(({ callsOf }) => callsOf)
  return [...callWords(ofCalls), ...lines.filter((line) => !ofCalls.includes(line)).map(lineWords)]
}

/** What one may do with the calls of teams and channels, together. */
function callWords(lines: Line[]): string[] {
  const places = new Map<string, string[]>()
  for (const { permission, callsOf } of lines) {
    const where = callsOf!.every ? 'all teams and channels' : named(callsOf!)
    places.set(where, [...(places.get(where) ?? []), permission])
  }
  return [...places].map(([where, permissions]) =>
    permissions.includes('call/view')
      ? `See the calls of ${where}${permissions.includes('call/transcript') ? ' with their transcripts' : ''}`
      : `Read the transcripts of the calls of ${where}`,
  )
}

function lineWords({ permission, meaning, apps, tenants, teams, on }: Line): string {
  const everywhere = !apps || (apps.every && (!tenants || tenants.every))
  // “Configure Signage” says more than “configure an approved app of a tenant”.
  const what = everywhere ? meaning : `${action(permission)} ${apps.every ? 'every app' : named(apps)}`
  return [
    // The law's words address the reader; these are about somebody.
    capital(what).replaceAll(/\byour\b/g, 'their'),
    tenants && !(apps && everywhere) ? `in ${tenants.every ? 'every tenant' : named(tenants)}` : '',
    teams && !teams.every ? `for ${named(teams)}` : '',
    on ? `for ${on.every ? 'everyone else' : named(on)}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** “view”, “publish own”: what is done, of a permission of apps. */
const action = (permission: string) => permission.slice(permission.indexOf('/') + 1).replaceAll('-', ' ')
