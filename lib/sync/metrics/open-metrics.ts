/** One measured thing, as prometheus.io/docs/specs/om/open_metrics_spec (1.0) has it. */
export type MetricFamily = {
  /** Without the suffixes that its type adds; ends in its unit where it has one. */
  name: string
  type: 'gauge' | 'counter' | 'gaugehistogram' | 'info'
  unit?: 'seconds'
  help: string
  samples: MetricSample[]
}

export type MetricSample = {
  /** `_total` of counters, `_info` of infos, `_bucket`, `_gcount` and `_gsum` of distributions. */
  suffix?: '_total' | '_info' | '_bucket' | '_gcount' | '_gsum'
  labels?: Record<string, string>
  value: number
}

export const openMetricsType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

/** The text of an exposition; families come in the order given. */
export function openMetricsText(families: readonly MetricFamily[]): string {
  return `${families.map(familyText).join('')}# EOF\n`
}

function familyText({ name, type, unit, help, samples }: MetricFamily): string {
  const lines = [
    `# TYPE ${name} ${type}`,
    ...(unit === undefined ? [] : [`# UNIT ${name} ${unit}`]),
    `# HELP ${name} ${escaped(help)}`,
    ...samples.map(({ suffix = '', labels = {}, value }) => `${name}${suffix}${labelsText(labels)} ${value}`),
  ]
  return `${lines.join('\n')}\n`
}

function labelsText(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

/** The canonical form of a bucket's bound: `1.0`, `0.5`, `+Inf`. */
export function boundText(bound: number): string {
  if (bound === Number.POSITIVE_INFINITY) return '+Inf'
  return Number.isInteger(bound) ? `${bound}.0` : `${bound}`
}
