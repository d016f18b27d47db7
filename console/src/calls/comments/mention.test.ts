import { expect, test } from 'vitest'
import { mentionable, mentionedIn, typedMention, withMentions } from './mention'

const people = [
  { id: '1', name: 'Ana Ruiz' },
  { id: '2', name: 'Ana Ruiz Gil' },
  { id: '3', name: 'Bo Lind' },
]

test('a mention is being typed behind an @ that begins a word', () => {
  expect(typedMention('Look @an', 8)).toEqual({ from: 5, typed: 'an' })
  expect(typedMention('@', 1)).toEqual({ from: 0, typed: '' })
  expect(typedMention('ana@harbor', 10)).toBeNull()
  expect(typedMention('Look @an over there', 4)).toBeNull()
})

test('people are offered by the beginning of any word of their name', () => {
  expect(mentionable(people, 'ru').map(({ id }) => id)).toEqual(['1', '2'])
  expect(mentionable(people, 'LIN').map(({ id }) => id)).toEqual(['3'])
  expect(mentionable(people, 'uiz')).toEqual([])
  expect(mentionable(people, 'Bo Lind')).toEqual([])
})

test('of two names the longer one is marked', () => {
  expect(withMentions('Ask @Ana Ruiz Gil, @Bo.', people).filter(({ mention }) => mention)).toEqual([
    { text: '@Ana Ruiz Gil', mention: true, from: 4 },
  ])
  expect(mentionedIn('Ask @Bo Lind', people).map(({ id }) => id)).toEqual(['3'])
})
