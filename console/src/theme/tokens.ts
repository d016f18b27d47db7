/**
 * Every colour, size and shadow of the console, once. Light and dark are two designs on one set of names: in the dark a
 * surface gets lighter the nearer it lies to the reader, and colours that carry meaning lose strength instead of light.
 */

/** A colour that means something: `main` for words and icons, `soft` for the ground behind them. Together they reach AA. */
export interface Tone {
  main: string
  soft: string
}

export type ToneName = 'neutral' | 'accent' | 'good' | 'attention' | 'danger' | 'info'

/** Grounds for the initials of people. */
export const tints = ['teal', 'blue', 'violet', 'plum', 'rose', 'amber', 'olive', 'green'] as const

export type TintName = (typeof tints)[number]

export interface Scheme {
  canvas: string
  rail: string
  surface: string
  raised: string
  line: string
  lineStrong: string
  text: string
  quiet: string
  disabled: string
  hover: string
  selected: string
  accent: string
  accentStrong: string
  onAccent: string
  mark: string
  backdrop: string
  shadow: string
  tone: Record<ToneName, Tone>
  /** What tells people apart at a glance; it means nothing. */
  tint: Record<TintName, Tone>
}

export const light: Scheme = {
  canvas: '#faf9f7',
  rail: '#f2f0ec',
  surface: '#ffffff',
  raised: '#ffffff',
  line: '#e8e5e0',
  lineStrong: '#8f8a81',
  text: '#211f1c',
  quiet: '#625e57',
  disabled: '#a39e96',
  hover: 'rgba(58, 50, 38, 0.05)',
  selected: 'rgba(15, 107, 102, 0.10)',
  accent: '#0f6b66',
  accentStrong: '#0a524e',
  onAccent: '#ffffff',
  mark: '#fbeec2',
  backdrop: 'rgba(33, 31, 28, 0.32)',
  shadow: '0 1px 2px rgba(40, 34, 24, 0.08), 0 12px 32px rgba(40, 34, 24, 0.14)',
  tone: {
    neutral: { main: '#5a564f', soft: '#efece7' },
    accent: { main: '#0b5551', soft: '#dff0ee' },
    good: { main: '#28632f', soft: '#e4f1e3' },
    attention: { main: '#7a4d00', soft: '#fbeed3' },
    danger: { main: '#9c2b24', soft: '#fbe6e3' },
    info: { main: '#285582', soft: '#e3edf7' },
  },
  tint: {
    teal: { main: '#0b5551', soft: '#d9efec' },
    blue: { main: '#1f4f7d', soft: '#dfebf7' },
    violet: { main: '#4f3b86', soft: '#e9e4f6' },
    plum: { main: '#7a2f62', soft: '#f6e1ee' },
    rose: { main: '#8a2f35', soft: '#fae3e2' },
    amber: { main: '#74490a', soft: '#fbebcf' },
    olive: { main: '#50560f', soft: '#edf0cf' },
    green: { main: '#28632f', soft: '#e0f1df' },
  },
}

export const dark: Scheme = {
  canvas: '#1b1a18',
  rail: '#100f0e',
  surface: '#272522',
  raised: '#302d2a',
  line: '#3d3a35',
  lineStrong: '#7d776e',
  text: '#ece9e4',
  quiet: '#b0aba2',
  disabled: '#6f6a62',
  hover: 'rgba(255, 244, 224, 0.06)',
  selected: 'rgba(99, 201, 191, 0.14)',
  accent: '#63c9bf',
  accentStrong: '#86d9d0',
  onAccent: '#052b29',
  mark: '#3f3515',
  backdrop: 'rgba(0, 0, 0, 0.56)',
  shadow: '0 1px 2px rgba(0, 0, 0, 0.4), 0 16px 40px rgba(0, 0, 0, 0.5)',
  tone: {
    neutral: { main: '#c3beb5', soft: '#33302c' },
    accent: { main: '#84d8cf', soft: '#16403d' },
    good: { main: '#93d197', soft: '#203725' },
    attention: { main: '#e8bf6c', soft: '#3d3116' },
    danger: { main: '#f4a39b', soft: '#482723' },
    info: { main: '#9cc6ee', soft: '#203447' },
  },
  tint: {
    teal: { main: '#84d8cf', soft: '#17403d' },
    blue: { main: '#9cc6ee', soft: '#20364b' },
    violet: { main: '#c3b3f0', soft: '#352c52' },
    plum: { main: '#e8a9d2', soft: '#4a2540' },
    rose: { main: '#f2a9a5', soft: '#4d2826' },
    amber: { main: '#e8bf6c', soft: '#43340f' },
    olive: { main: '#cfd58a', soft: '#363a14' },
    green: { main: '#93d197', soft: '#20391f' },
  },
}

/** Pixels, on a grid of four. */
export const size = {
  grid: 4,
  focus: 2,
  quoted: 3,
  row: 36,
  control: 36,
  touch: 44,
  hint: 20,
  tab: 32,
  chip: 30,
  chipTouch: 40,
  chipWidth: 280,
  icon: 18,
  iconSmall: 15,
  badge: 16,
  avatar: 20,
  person: 28,
  appIcon: 40,
  picture: 180,
  thumbnail: 72,
  emblem: 44,
  rail: 212,
  topBar: 56,
  bottomBar: 60,
  searchBar: 48,
  search: 260,
  choices: 360,
  menu: 260,
  popover: 340,
  drawer: 480,
  palette: 560,
  aside: 280,
  title: 140,
  page: 1120,
  readingPage: 760,
  refusal: 560,
  ask: 640,
  signIn: 360,
  turn: 72,
  skeleton: 12,
  skeletonTitle: 24,
  chart: 112,
  bar: 10,
  figure: 132,
  radius: 8,
  radiusSmall: 6,
  radiusChip: 5,
} as const

/** Widths of columns that hold the same kind of thing wherever they stand. */
export const column = {
  number: '96px',
  word: '76px',
  chip: '124px',
  state: '164px',
  moment: '148px',
  turn: '56px minmax(0, 1fr)',
  entry: '20px 20px minmax(0, 1fr) 148px',
  entryCard: '20px 20px minmax(0, 1fr)',
} as const

/** Widths of the window at which something is laid out again. */
export const screen = {
  phone: '(max-width: 599.95px)',
  narrow: '(max-width: 759.95px)',
  wide: '(min-width: 1200px)',
  below: (width: number) => `@media (max-width: ${width - 0.05}px)`,
} as const

/** Line lengths for reading. */
export const measure = { reading: '68ch', line: '75ch', sentence: '60ch', short: '48ch' } as const

/** Milliseconds. Motion only explains; a skeleton shows itself when waiting is noticed at all. */
export const time = {
  motion: 140,
  skeletonAfter: 150,
  undo: 10_000,
  said: 5_000,
  typed: 200,
  tryAgain: 5_000,
  sessionCheck: 60_000,
} as const

export const font = {
  family: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif',
  mono: 'ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace',
  size: { tiny: 10, badge: 11, small: 12, dense: 13, body: 14, touch: 16 },
  line: { small: '16px', code: '18px', dense: '20px', body: '22px' },
} as const
