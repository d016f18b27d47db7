import { expect, test } from 'vitest'
import { domainOf } from './domain'

test('a whole address has a domain, and half of one has none', () => {
  expect(domainOf(' Nina@Harbor.Example ')).toBe('harbor.example')
  expect(domainOf('nina@bücher.example')).toBe('xn--bcher-kva.example')
  for (const half of ['', 'nina', 'nina@', 'nina@harbor', 'nina@harbor.', 'nina@harbor.e', 'ni na@harbor.example'])
    expect(domainOf(half)).toBeUndefined()
})
