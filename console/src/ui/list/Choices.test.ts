import { expect, test } from 'vitest'
import { matching } from './matching'

const people = ['Dylan Adebayo', 'Zoë Müller', 'Ana-Lucía Fernández', 'İnönü Yılmaz'].map((label) => ({
  key: label,
  label,
  hint: 'a@harbor.example',
}))
const found = (text: string) => matching(people, text).map(({ label }) => label)

test('every word that is typed begins some word, in any order', () => {
  expect(found('dyl')).toEqual(['Dylan Adebayo'])
  expect(found('ade dyl')).toEqual(['Dylan Adebayo'])
  expect(found('dylan z')).toEqual([])
  expect(found('harbor')).toHaveLength(4)
})

test('marks and capitals do not matter, and nothing typed finds all', () => {
  expect(found('zoe mul')).toEqual(['Zoë Müller'])
  expect(found('LUCIA')).toEqual(['Ana-Lucía Fernández'])
  expect(found('inonu')).toEqual(['İnönü Yılmaz'])
  expect(found('')).toHaveLength(4)
})
