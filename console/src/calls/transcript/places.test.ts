import { expect, test } from 'vitest'
import { placesOf } from './places'

test('what is looked for is found in any case, as often as it is there', () => {
  expect(placesOf('The price is THE price.', 'the')).toEqual([
    [0, 3],
    [13, 3],
  ])
  expect(placesOf('Nothing here', 'price')).toEqual([])
  expect(placesOf('Anything', '  ')).toEqual([])
})

test('a letter whose small form is longer shifts no mark', () => {
  expect(placesOf('İzmir and price', 'price')).toEqual([[10, 5]])
})
