import { expect, test } from 'vitest'
import { byNames } from './reasons'

const ana = { id: 'a', name: 'Ana Ruiz' }
const cy = { id: 'c', name: 'Cy Park' }

test('those who are named in a sentence stand apart, in the order of its words', () => {
  expect(byNames('Ana Ruiz, Cy Park or your vendor’s support can do that.', [cy, ana])).toEqual([
    ana,
    ', ',
    cy,
    ' or your vendor’s support can do that.',
  ])
})

test('who is not named, and a sentence that names nobody, change nothing', () => {
  expect(byNames('Your vendor’s support can do that.', [ana])).toEqual(['Your vendor’s support can do that.'])
  expect(byNames('Contact Cy Park', [ana, cy])).toEqual(['Contact ', cy])
})
