import type { Shape } from '../api/client'

export type EntryProof = Shape<'EntryProof'>

/** One thing that was checked, in words, and whether it held. */
export interface Check {
  what: string
  held: boolean
  detail: string
}

async function sha256(...parts: Uint8Array[]): Promise<Uint8Array> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', joined))
}

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(text: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/i.test(text)) throw new Error('not hexadecimal')
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

/** Bytes of base64 in either alphabet. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(raw, (char) => char.charCodeAt(0))
}

/** The hash of a leaf (RFC 9162, 2.1.1). */
export function leafHash(data: Uint8Array): Promise<Uint8Array> {
  return sha256(leafMark, data)
}

/** The root that a leaf and its inclusion path lead to (RFC 9162, 2.1.3.2), or null when the path does not fit place and size. */
export async function rootOf(leaf: Uint8Array, index: number, size: number, path: Uint8Array[]): Promise<Uint8Array | null> {
  if (index < 0 || index >= size) return null
  let place = index
  let last = size - 1
  let node = leaf
  for (const sibling of path) {
    if (last === 0) return null
    if (place % 2 === 1 || place === last) {
      node = await sha256(nodeMark, sibling, node)
      while (place % 2 === 0 && place !== 0) {
        place /= 2
        last = Math.floor(last / 2)
      }
    } else {
      node = await sha256(nodeMark, node, sibling)
    }
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? node : null
}

/** What the stored text of an entry says; the page shows this, not what a list made of it. */
export interface StoredEntry {
  log: string
  index: number
  [member: string]: unknown
}

export function read(proof: EntryProof): StoredEntry {
  return JSON.parse(proof.entry) as StoredEntry
}

/** A signed head as one line: size, root, time in 100-nanosecond steps since year 1, signature. */
function headOf(line: string) {
  const [size = '', root = '', ticks = '', signature = ''] = line.trim().split(' ')
  return { size: Number(size), root, ticks, signature }
}

const keyBytes = (pem: string) => fromBase64(pem.replace(/-----[^-]+-----|\s/g, ''))

async function signatureHolds(log: string, { head, publicKey }: EntryProof): Promise<boolean> {
  const { size, root, ticks, signature } = headOf(head)
  const key = await crypto.subtle.importKey('spki', keyBytes(publicKey), { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify'])
  const signed = `usher tree head 1\n${log.replaceAll('-', '')}\n${size}\n${root}\n${ticks}\n`
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64(signature), new TextEncoder().encode(signed))
}

const short = (hash: string) => `${hash.slice(0, 12)}…${hash.slice(-6)}`

/** Checks, here in the browser, that the entry is unchanged in the log whose head was signed. */
export async function verify(proof: EntryProof, entry: { index: number }): Promise<Check[]> {
  try {
    const stored = read(proof)
    const leaf = await leafHash(new TextEncoder().encode(proof.entry))
    const root = await rootOf(leaf, proof.index, proof.size, proof.proof.map(fromHex))
    const reached = root ? hex(root) : 'nothing'
    const steps = proof.proof.length === 1 ? '1 step' : `${proof.proof.length} steps`
    const head = headOf(proof.head)
    const key = hex(await sha256(keyBytes(proof.publicKey)))
    return [
      {
        what: 'The proof is for this entry',
        held: stored.index === entry.index && proof.index === entry.index,
        detail: `Entry ${stored.index} of the log.`,
      },
      { what: 'The content is the one in the log', held: hex(leaf) === proof.leafHash, detail: `Its hash is ${short(hex(leaf))}.` },
      {
        what: 'The hash leads to the root of the log',
        held: reached === proof.root,
        detail: `${steps} from entry ${proof.index} of ${proof.size} give ${short(reached)}.`,
      },
      {
        what: 'The root is signed',
        held: head.root === proof.root && head.size === proof.size && (await signatureHolds(stored.log, proof)),
        detail: `Signed by the server’s key with SHA-256 ${short(key)}.`,
      },
    ]
  } catch {
    return [{ what: 'The proof can be read', held: false, detail: 'What the server sent is not a proof.' }]
  }
}
