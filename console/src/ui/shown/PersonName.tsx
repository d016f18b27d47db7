import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import { size, tints } from '../../theme/tokens'

/** The first letters of the first and last word of a name; of an address, its first letter. */
export function initials(name: string): string {
  const words = name
    .replace(/@.*/, '')
    .split(/[\s.\-_]+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word))
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => (word ? [...word][0] : ''))
  return letters.join('').toLocaleUpperCase() || '?'
}

/** The ground of somebody's initials: the same wherever they are named. */
export function tintOf(name: string): (typeof tints)[number] {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.codePointAt(0)!) % 9973
  return tints[sum % tints.length]!
}

/** A disc with someone's picture, or else their initials: decoration beside the name, neither read aloud nor copied with it. */
export function Initials({ name, picture, side = size.avatar }: { name: string; picture?: string | null; side?: number }) {
  const [lost, setLost] = useState<string>()
  if (picture && picture !== lost)
    return (
      <Box
        component="img"
        aria-hidden
        alt=""
        src={`/api/me/people/pictures/${encodeURIComponent(picture)}`}
        width={side}
        height={side}
        onError={() => setLost(picture)}
        sx={{ flex: 'none', borderRadius: '50%', objectFit: 'cover' }}
      />
    )
  return (
    <Box
      component="span"
      aria-hidden
      data-initials={initials(name)}
      sx={{
        '&::before': { content: 'attr(data-initials)' },
        flex: 'none',
        display: 'inline-grid',
        placeItems: 'center',
        width: side,
        height: side,
        borderRadius: '50%',
        fontSize: Math.round(side * 0.42),
        lineHeight: 1,
        fontWeight: 600,
        color: `tint.${tintOf(name)}.main`,
        bgcolor: `tint.${tintOf(name)}.soft`,
      }}
    />
  )
}

/** A person: initials and name, in the name's own writing direction; the address below where it tells people apart. */
export function PersonName({ name, picture, email, plain }: { name: string; picture?: string | null; email?: string; plain?: boolean }) {
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', verticalAlign: 'top', alignItems: 'center', gap: 2, minWidth: 0, maxWidth: '100%' }}
    >
      {!plain && <Initials name={name} picture={picture} />}
      <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }} title={email ? `${name} · ${email}` : name}>
        <bdi>{name}</bdi>
      </Box>
    </Box>
  )
}

/** A person and one quiet line about them, such as why they see a call. */
export function PersonLine({
  name,
  picture,
  to,
  children,
  action,
}: {
  name: string
  picture?: string | null
  to?: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <Box sx={{ display: 'flex', gap: 2.5, alignItems: 'flex-start' }}>
      <Initials name={name} picture={picture} side={size.person} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2" sx={{ fontWeight: 500 }}>
          {to ? (
            <Box component={Link} to={to} sx={{ color: 'inherit', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}>
              <bdi>{name}</bdi>
            </Box>
          ) : (
            <bdi>{name}</bdi>
          )}
        </Typography>
        <Typography variant="caption" component="p" color="text.secondary">
          {children}
        </Typography>
      </Box>
      {action}
    </Box>
  )
}
