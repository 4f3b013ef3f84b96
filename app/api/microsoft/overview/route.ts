import { getTranslations } from 'next-intl/server'
import { readOverviewState } from '@/app/settings/marketplace/microsoft/(tabs)/overview/_components/overview-filter'
import { overviewQuery } from '@/app/settings/marketplace/microsoft/(tabs)/overview/_components/overview-query'
import { may } from '@/lib/access/context'
import { csvCell } from '@/lib/crm/export/csv-cell'
import type { ModuleName } from '@/lib/sync/modules/module'
import type { Cause } from '@/lib/sync/overview/causes'
import { listOverview, type OverviewPosition, type OverviewRow } from '@/lib/sync/overview/list-overview'
import { type SessionContext, sessionContext } from '@/lib/web/context'
import { streamOfText } from '@/lib/web/stream-of-text'

const PAGE_SIZE = 500

/** The overview that is on screen, all pages of it, as a CSV file. */
export async function GET(request: Request) {
  const context = await sessionContext()
  if (!may(context.actor, 'manage-integrations')) return new Response(null, { status: 403 })
  const state = readOverviewState(Object.fromEntries(new URL(request.url).searchParams))
  const day = context.now().toISOString().slice(0, 10)
  return new Response(streamOfText(lines(context, overviewQuery(state))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="microsoft-365-${day}.csv"`,
    },
  })
}

type Filter = ReturnType<typeof overviewQuery>

async function* lines(context: SessionContext, filter: Filter): AsyncGenerator<string> {
  const words = await csvWords()
  const delimiter = context.viewer.locale === 'fr' ? ';' : ','
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
  // Without a byte order mark Excel reads Windows-1252.
  yield `\uFEFF${line(words.heads)}`
  let after: OverviewPosition | undefined
  do {
    const { items, next } = await listOverview(context, { ...filter, limit: PAGE_SIZE, after })
    yield items.map((row) => line(cellsOf(row, words))).join('')
    after = next ?? undefined
  } while (after !== undefined)
}

async function csvWords() {
  const [t, tConnection] = await Promise.all([getTranslations('overview'), getTranslations('connection')])
  const delay = (direction: 'toMicrosoft' | 'toCrm', part: string) => `${t(`csv.${direction}`)} ${part} (ms)`
  return {
    heads: [
      ...[t('member'), t('csv.email'), t('csv.login'), t('module'), t('state'), t('csv.code')],
      ...[t('csv.pending'), t('csv.parked'), t('lastSuccess')],
      ...[
        delay('toMicrosoft', 'p50'),
        delay('toMicrosoft', 'p95'),
        delay('toCrm', 'p50'),
        delay('toCrm', 'p95'),
      ],
    ],
    cause: (cause: Cause) => t(`causes.${cause}`),
    module: (module: ModuleName) => tConnection(`modules.${module}.title`),
  }
}

function cellsOf(row: OverviewRow, words: Awaited<ReturnType<typeof csvWords>>): string[] {
  const number = (value: number | undefined) => (value === undefined ? '' : String(value))
  return [
    ...[row.name, row.email, row.upn ?? '', words.module(row.module), words.cause(row.cause), row.cause],
    ...[number(row.pending), number(row.parked), row.lastSuccessAt?.toISOString() ?? ''],
    ...[row.toMicrosoftMs, row.toCrmMs].flatMap((delay) => [number(delay?.p50), number(delay?.p95)]),
  ]
}
