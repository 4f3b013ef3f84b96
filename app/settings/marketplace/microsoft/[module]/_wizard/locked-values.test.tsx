import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import mapping from '@/messages/en/mapping.json' with { type: 'json' }
import { LockedValues } from './locked-values'

const choices = [{ field: 'priority', crm: ['highest', 'high'], microsoft: ['high', 'low'] }]
const values = {
  priority: { toMicrosoft: { highest: 'high', high: 'high' }, toCrm: { high: 'highest' } },
}

it('shows what each value becomes on the other side, in both directions, and which becomes nothing', () => {
  document.body.innerHTML = renderToStaticMarkup(
    <NextIntlClientProvider locale="en-GB" messages={{ mapping }} timeZone="UTC">
      <LockedValues choices={choices} values={values} />
    </NextIntlClientProvider>,
  )
  const texts = (within: Element, selector: string) =>
    [...within.querySelectorAll(selector)].map(({ textContent }) => textContent)
  const lists = [...document.querySelectorAll('ul')].map((list) => [
    list.getAttribute('aria-label'),
    [...list.querySelectorAll('li')].map((item) => texts(item, 'span')),
  ])
  expect(lists).toEqual([
    [
      `Priority – ${mapping.values.toMicrosoft}`,
      [
        ['Highest', 'High'],
        ['High', 'High'],
      ],
    ],
    [
      `Priority – ${mapping.values.toCrm}`,
      [
        ['High', 'Highest'],
        ['Low', '–'],
      ],
    ],
  ])
})
