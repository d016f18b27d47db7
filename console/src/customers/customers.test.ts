import { expect, test } from 'vitest'
import { domainsIn, slugOf } from './customers'

test('domains are read from lines, commas and whole addresses', () => {
  expect(domainsIn('harbor.example\n ana@harbor-foods.example, bücher.example;')).toEqual([
    'harbor.example',
    'harbor-foods.example',
    'bücher.example',
  ])
  expect(domainsIn(' \n')).toEqual([])
})

test('a name suggests a short name of small letters, digits and single hyphens', () => {
  expect(slugOf('Harbor Foods & Co.')).toBe('harbor-foods-co')
  expect(slugOf('Müller – Söhne')).toBe('muller-sohne')
  expect(slugOf('株式会社')).toBe('')
  expect(slugOf('a'.repeat(39) + ' b')).toBe('a'.repeat(39))
})
