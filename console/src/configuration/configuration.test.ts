import { describe, expect, it } from 'vitest'
import { drawn } from './configuration'

const branch = (kind: string, member: string) => ({
  title: kind,
  properties: { kind: { const: kind }, [member]: { type: 'string' } },
  required: [member],
})

const schema = (own: Parameters<typeof drawn>[0]['properties']) => ({
  type: 'object',
  properties: own,
  oneOf: [branch('menu', 'menu'), branch('playlist', 'playlist')],
})

const kind = { kind: { type: 'string', enum: ['menu', 'playlist'] } }

describe('A form drawn from a schema', () => {
  it('asks only for the kind while none is chosen', () => {
    const form = drawn(schema(kind), {})
    expect(form.oneOf).toBeUndefined()
    expect(Object.keys(form.properties!)).toEqual(['kind'])
  })

  it('asks for the members of the kind that is chosen, and no others', () => {
    const form = drawn(schema(kind), { kind: 'playlist' })
    expect(form.oneOf).toBeUndefined()
    expect(Object.keys(form.properties!)).toEqual(['kind', 'playlist'])
    expect(form.required).toEqual(['playlist'])
  })

  it('lets one choose the branch where no member does', () => {
    expect(drawn(schema({}), {}).oneOf).toHaveLength(2)
  })

  it('leaves out what is a secret', () => {
    expect(drawn({ properties: { key: { type: 'string', writeOnly: true }, host: { type: 'string' } } }, {}).properties).toEqual({
      host: { type: 'string' },
    })
  })
})
