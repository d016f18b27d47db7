import { valueWords } from '../ui/shown/words'
import type { AuditEntry } from './audit'

/** A piece of a sentence: words, or a thing by its id and the name that it has now. */
export type Piece = string | { id: string; name: string }

export type Change = AuditEntry['changes'][number]

/** What an entry tells, for its sentence. */
export class Told {
  constructor(readonly entry: AuditEntry) {}

  /** The first change of a kind of thing. */
  change(entity: string, what?: Change['what']): Change | undefined {
    return this.entry.changes.find((one) => one.entity === entity && (!what || one.what === what))
  }

  /** A thing by its id, as it is called now. */
  thing(id: string | undefined, otherwise: string): Piece {
    const name = id === undefined ? undefined : this.entry.names[id]
    return id !== undefined && name !== undefined ? { id, name } : otherwise
  }

  /** The user that was changed, added or removed. */
  get user(): Piece {
    const concerned = Object.keys(this.entry.names).find((id) => id !== this.entry.actor.id)
    return this.thing(this.change('User')?.id[0] ?? concerned, 'somebody')
  }

  /** “: User → Customer Admin”, of one property. */
  turned(entity: string, property: string, words: (value: unknown) => string = (value) => valueWords(value, this.entry.names)): string {
    const value = this.change(entity)?.properties[property]
    return value ? `: ${words(value.before)} → ${words(value.after)}` : ''
  }

  /** What was added of a kind that joins two things, and what was removed. */
  pairs(entity: string) {
    const of = (what: Change['what']) => this.entry.changes.filter((one) => one.entity === entity && one.what === what)
    return { added: of('added'), removed: of('removed') }
  }

  after(entity: string, property: string): unknown {
    return this.change(entity)?.properties[property]?.after
  }
}
