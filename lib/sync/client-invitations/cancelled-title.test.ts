import { expect, it } from 'vitest'
import { cancelledTitle } from './cancelled-title'

it.each([
  ['Canceled: Review', 'Review', 'Review'],
  ['Cancelled: Review', null, 'Review'],
  ['Annulé : Revue', null, 'Revue'],
  ['Annulée\u00a0: Revue', null, 'Revue'],
  ['Abgesagt: Besprechung', null, 'Besprechung'],
  ['Canceled: Canceled: Review', null, 'Review'],
  ['Annulé : Canceled: Review', null, 'Review'],
  ['Peruttu tapahtuma: Review', 'Review', 'Review'],
  ['Canceled: Review (new title)', 'Review', 'Review (new title)'],
  ['Preview', 'review', 'Preview'],
  ['Canceled:', null, 'Canceled:'],
  ['Review', 'Review', 'Review'],
])('%j, known as %j, is called %j', (subject, known, title) => {
  expect(cancelledTitle(subject, known)).toBe(title)
})
