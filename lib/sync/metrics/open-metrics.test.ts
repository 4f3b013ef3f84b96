import { expect, it } from 'vitest'
import { openMetricsText } from './open-metrics'
import { parseOpenMetrics } from './testing/parse-open-metrics'

it('whatever stands in a label comes out as it went in, and never ends a line or a label', () => {
  const label = 'a "quoted" \\ back\\slash\nand a line\\n'
  const text = openMetricsText([
    {
      name: 'x',
      type: 'counter',
      help: 'a "help" \\ of\ntwo lines',
      samples: [{ suffix: '_total', labels: { label }, value: 1 }],
    },
  ])
  expect(text.endsWith('# EOF\n')).toBe(true)
  expect(text.split('\n')).toHaveLength(5)
  expect(parseOpenMetrics(text).get('x')?.samples).toEqual([{ name: 'x_total', labels: { label }, value: 1 }])
})

it.each([
  ['an end that is missing', 'x_total 1\n'],
  ['a counter without its suffix', '# TYPE x counter\nx 1\n# EOF\n'],
  ['a unit that is not in the name', '# TYPE x gauge\n# UNIT x seconds\nx 1\n# EOF\n'],
  ['the same twice', '# TYPE x gauge\nx 1\nx 2\n# EOF\n'],
])('the reader does not take %s', (_, text) => expect(() => parseOpenMetrics(text)).toThrow())
