const clamped = { display: '-webkit-box', WebkitBoxOrient: 'vertical', overflow: 'hidden', overflowWrap: 'anywhere' } as const

/** A text that is cut after its third line. */
export const threeLines = { ...clamped, WebkitLineClamp: 3 } as const

/** A text that is cut after its second line. */
export const twoLines = { ...clamped, WebkitLineClamp: 2 } as const
