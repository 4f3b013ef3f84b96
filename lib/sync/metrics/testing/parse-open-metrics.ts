export type ParsedSample = { name: string; labels: Record<string, string>; value: number }
export type ParsedFamily = { type: string; unit: string | null; help: string | null; samples: ParsedSample[] }

const suffixes: Record<string, string[]> = {
  gauge: [''],
  counter: ['_total'],
  info: ['_info'],
  gaugehistogram: ['_bucket', '_gcount', '_gsum'],
}
const metadata = /^# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)$/
const sample =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (-?(?:[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|Inf)|NaN)$/
const label = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\"n])*)"(?:,|$)/

/**
 * Reads an exposition as strictly as the specification asks a reader to
 * (prometheus.io/docs/specs/om/open_metrics_spec, "ABNF" and "Overall Structure").
 * @throws Error that says which line breaks which rule
 */
export function parseOpenMetrics(text: string): Map<string, ParsedFamily> {
  if (!text.endsWith('# EOF\n')) throw new Error('the exposition does not end with # EOF')
  const families = new Map<string, ParsedFamily>()
  let current: [string, ParsedFamily] | null = null
  for (const line of text.slice(0, -'# EOF\n'.length).split('\n').slice(0, -1)) {
    const about = metadata.exec(line)
    if (about) {
      const [, word = '', name = '', value = ''] = about
      if (current?.[0] !== name) {
        if (word !== 'TYPE' || families.has(name)) throw new Error(`metadata out of place: ${line}`)
        current = [name, { type: value, unit: null, help: null, samples: [] }]
        families.set(name, current[1])
      } else if (current[1].samples.length > 0) throw new Error(`metadata after samples: ${line}`)
      if (word === 'UNIT' && !name.endsWith(`_${value}`)) throw new Error(`the name lacks its unit: ${line}`)
      if (word === 'UNIT') current[1].unit = value
      if (word === 'HELP') current[1].help = value
      continue
    }
    if (current === null) throw new Error(`a sample without a family: ${line}`)
    take(current, line)
  }
  for (const family of families.values()) if (family.type === 'gaugehistogram') checkBuckets(family)
  return families
}

function take([name, family]: [string, ParsedFamily], line: string): void {
  const parts = sample.exec(line)
  if (!parts) throw new Error(`no sample: ${line}`)
  const found = {
    name: parts[1] ?? '',
    labels: labelsOf(parts[2] ?? '', line),
    value: numberOf(parts[3] ?? ''),
  }
  const known = suffixes[family.type]
  if (!known) throw new Error(`no type of ours: ${family.type}`)
  if (!known.some((suffix) => found.name === name + suffix)) throw new Error(`not of its family: ${line}`)
  const key = (one: ParsedSample) => `${one.name} ${JSON.stringify(Object.entries(one.labels).sort())}`
  if (family.samples.some((one) => key(one) === key(found))) throw new Error(`said twice: ${line}`)
  if (family.type === 'counter' && !(found.value >= 0)) throw new Error(`a counter below zero: ${line}`)
  family.samples.push(found)
}

function labelsOf(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {}
  for (let rest = text; rest !== ''; ) {
    const found = label.exec(rest)
    if (!found?.[1]) throw new Error(`no labels: ${line}`)
    if (found[1] in labels) throw new Error(`a label twice: ${line}`)
    labels[found[1]] = (found[2] ?? '').replace(/\\(.)/g, (_, one) => (one === 'n' ? '\n' : one))
    rest = rest.slice(found[0].length)
  }
  return labels
}

const numberOf = (text: string) => Number(text.replace('Inf', 'Infinity'))

/** Buckets grow, end with `+Inf`, and that one holds all. */
function checkBuckets({ samples }: ParsedFamily): void {
  for (const group of bySeries(samples)) {
    const buckets = group.filter(({ labels }) => labels.le !== undefined)
    const count = group.find(({ name }) => name.endsWith('_gcount'))
    const last = buckets.at(-1)
    if (last?.labels.le !== '+Inf' || last.value !== count?.value) throw new Error('no bucket holds all')
    buckets.forEach(({ value, labels }, index) => {
      const before = buckets[index - 1]
      if (!before) return
      if (value < before.value || numberOf(labels.le ?? '') <= numberOf(before.labels.le ?? ''))
        throw new Error('buckets do not grow')
    })
  }
}

/** Samples that differ in their bucket only. */
function bySeries(samples: readonly ParsedSample[]): ParsedSample[][] {
  const groups = new Map<string, ParsedSample[]>()
  for (const one of samples) {
    const { le: _, ...rest } = one.labels
    const key = JSON.stringify(rest)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}
