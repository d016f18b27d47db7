import { expect, test } from 'vitest'
import { sources } from './sources'

const files = Object.keys(sources)

/** The first folder of a file below src; what is in src itself is by its own name. */
const folderOf = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : file.replace(/\.tsx?$/, ''))

/** What a file imports of ours, static or when it is needed, as paths below src. */
function importsOf(file: string): string[] {
  const here = new URL(file, 'src:/')
  return [...sources[file]!.matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)].map(([, to = '']) => new URL(to, here).pathname.slice(1))
}

const arrows = new Map<string, Map<string, string>>()
for (const file of files) {
  const from = folderOf(file)
  for (const imported of importsOf(file)) {
    const to = folderOf(imported)
    if (from !== to) arrows.set(from, (arrows.get(from) ?? new Map<string, string>()).set(to, `${file} → ${imported}`))
  }
}

/** What every room may stand on, the lowest first; each may import those before it. */
const ground = ['schema', 'addresses', 'theme', 'api', 'ui', 'session']
/** What puts the rooms together; no room imports it. */
const roof = ['rooms', 'frame', 'routes', 'main']

test('there are rooms, and each is a folder that adds itself', () => {
  const folders = [...new Set(files.filter((file) => file.includes('/')).map(folderOf))]
  const rooms = folders.filter((folder) => !ground.includes(folder) && !roof.includes(folder))
  expect(rooms.length).toBeGreaterThan(10)
  expect(rooms.filter((room) => !files.includes(`${room}/room.ts`))).toEqual([])
  expect(rooms.filter((room) => !arrows.get('rooms')?.has(room))).toEqual([])
})

test('what rooms stand on imports no room, and only what lies below it', () => {
  const wrong = ground.flatMap((part, place) =>
    [...(arrows.get(part) ?? [])].filter(([to]) => !ground.slice(0, place).includes(to)).map(([, arrow]) => arrow),
  )
  expect(wrong).toEqual([])
})

test('no room imports what puts the rooms together', () => {
  const wrong = [...arrows]
    .filter(([from]) => !roof.includes(from))
    .flatMap(([, to]) => [...to].filter(([part]) => roof.includes(part)).map(([, arrow]) => arrow))
  expect(wrong).toEqual([])
})

/** The rings that arrows make. */
function rings(of: Map<string, Map<string, string>>): string[] {
  const done = new Set<string>()
  const found: string[] = []
  function visit(folder: string, path: string[]) {
    if (path.includes(folder)) return void found.push([...path.slice(path.indexOf(folder)), folder].join(' → '))
    if (done.has(folder)) return
    for (const to of of.get(folder)?.keys() ?? []) visit(to, [...path, folder])
    done.add(folder)
  }
  for (const folder of of.keys()) visit(folder, [])
  return found
}

test('no two rooms import each other, nor in a ring', () => {
  expect(rings(arrows)).toEqual([])
})

test('a ring would be found', () => {
  const turned = new Map([...arrows, ['directory', new Map([...(arrows.get('directory') ?? []), ['users', 'planted']])] as const])
  expect(rings(turned)).toContain('directory → users → directory')
})

test('a folder of pieces holds at most fifteen files, and a room twenty', () => {
  const count = new Map<string, number>()
  for (const file of files) {
    const folder = file.slice(0, Math.max(0, file.lastIndexOf('/')))
    count.set(folder, (count.get(folder) ?? 0) + 1)
  }
  expect([...count].filter(([folder, inside]) => inside > (folder.startsWith('ui') ? 15 : 20))).toEqual([])
})
