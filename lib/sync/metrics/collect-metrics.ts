import type { Database } from '@/db/client'
import { versions } from '@/lib/sync/support/versions'
import { severities, warningCodes } from '@/lib/sync/warnings/rule'
import { graphRequestCounts } from './graph-requests'
import { boundText, type MetricFamily, type MetricSample } from './open-metrics'
import { delayBoundsSeconds, type Figures, readFigures } from './read-figures'

/**
 * Everything that is measured. Labels are modules, states and codes, never an id or a name: how many series there are
 * depends on the product, not on who uses it.
 */
export async function collectMetrics(db: Database, now: Date): Promise<MetricFamily[]> {
  const figures = await readFigures(db, now)
  return [
    info(),
    counted('tandem_connections', 'Connections by module and status', figures.connections),
    counted(
      'tandem_links',
      'Records that are not at rest: pending, parked (refused), held (A5)',
      figures.links,
    ),
    counted('tandem_runs_last_hour', 'Runs that began within the last hour, by how they ended', figures.runs),
    failures(figures.runs),
    delays(figures.delays),
    counted('tandem_subscriptions', 'Notification subscriptions by state', figures.subscriptions),
    warnings(figures.warnings),
    ...queue(figures.queue),
    graphRequests(),
  ]
}

function info(): MetricFamily {
  const labels = { version: versions.app, schema: versions.schema, node: versions.node }
  return {
    name: 'tandem_build',
    type: 'info',
    help: 'What runs',
    samples: [{ suffix: '_info', labels, value: 1 }],
  }
}

function counted(name: string, help: string, rows: readonly ({ count: number } & object)[]): MetricFamily {
  const samples = rows.map(({ count, ...rest }) => ({ labels: textsOf(rest), value: count }))
  return { name, type: 'gauge', help, samples }
}

const textsOf = (row: object): Record<string, string> =>
  Object.fromEntries(
    Object.entries(row).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

function failures(runs: Figures['runs']): MetricFamily {
  const byModule = new Map<string, number>()
  for (const run of runs) byModule.set(run.module, (byModule.get(run.module) ?? 0) + run.failures)
  return {
    name: 'tandem_refused_records_last_hour',
    type: 'gauge',
    help: 'Records that Microsoft refused in runs of the last hour',
    samples: [...byModule].map(([module, value]) => ({ labels: { module }, value })),
  }
}

/** A distribution of the present, which may shrink: a gauge histogram. */
function delays(rows: Figures['delays']): MetricFamily {
  return {
    name: 'tandem_delay_seconds',
    type: 'gaugehistogram',
    unit: 'seconds',
    help: 'From the edit on one side to its write on the other, over the last hour',
    samples: rows.flatMap(({ direction, within, count, sumSeconds }): MetricSample[] => {
      const bucket = (bound: number, value: number): MetricSample => ({
        suffix: '_bucket',
        labels: { direction, le: boundText(bound) },
        value,
      })
      return [
        ...delayBoundsSeconds.map((bound, index) => bucket(bound, within[index] ?? 0)),
        bucket(Number.POSITIVE_INFINITY, count),
        { suffix: '_gcount', labels: { direction }, value: count },
        { suffix: '_gsum', labels: { direction }, value: sumSeconds },
      ]
    }),
  }
}

/** All codes, so that what never happened is 0 and can be watched. */
function warnings(rows: Figures['warnings']): MetricFamily {
  const found = new Map(rows.map(({ code, severity, count }) => [`${code} ${severity}`, count]))
  const samples = warningCodes.flatMap((code) =>
    severities.map((severity) => ({
      labels: { code, severity },
      value: found.get(`${code} ${severity}`) ?? 0,
    })),
  )
  return { name: 'tandem_warnings', type: 'gauge', help: 'Open warnings', samples }
}

function queue({ waiting, oldestSeconds, mails, sweepAgeSeconds }: Figures['queue']): MetricFamily[] {
  const gauge = (name: string, help: string, value: number | null): MetricFamily => ({
    name,
    type: 'gauge',
    ...(name.endsWith('_seconds') ? { unit: 'seconds' } : {}),
    help,
    samples: value === null ? [] : [{ value }],
  })
  return [
    gauge('tandem_waiting_connections', 'Connections whose run is due and has not begun', waiting),
    gauge('tandem_waiting_oldest_seconds', 'For how long the first of them has waited', oldestSeconds),
    gauge('tandem_owed_mails', 'Mails that have not been sent', mails),
    gauge('tandem_sweep_age_seconds', 'Since the sweep last came to its end', sweepAgeSeconds),
  ]
}

function graphRequests(): MetricFamily {
  return {
    name: 'tandem_process_graph_requests',
    type: 'counter',
    help: 'Requests of this process to Microsoft, by kind and status; parts of batches count beside their batch',
    samples: graphRequestCounts().map(({ kind, status, count }) => ({
      suffix: '_total',
      labels: { kind, status },
      value: count,
    })),
  }
}
