import { getTranslations } from 'next-intl/server'
import { readAuditFilter } from '@/app/settings/audit/_components/audit-filter'
import { auditQuery } from '@/app/settings/audit/_components/audit-query'
import { auditWords } from '@/app/settings/audit/_components/audit-words'
import { type AuditQuery, listAudit } from '@/lib/access/audit/list-audit'
import { may } from '@/lib/access/context'
import { csvCell } from '@/lib/crm/export/csv-cell'
import { type SessionContext, sessionContext } from '@/lib/web/context'
import { streamOfText } from '@/lib/web/stream-of-text'

const PAGE_SIZE = 500

/** The audit log that is on screen, all pages of it, as a CSV file. */
export async function GET(request: Request) {
  const context = await sessionContext()
  if (!may(context.actor, 'manage-users')) return new Response(null, { status: 403 })
  const filter = readAuditFilter(Object.fromEntries(new URL(request.url).searchParams))
  const day = context.now().toISOString().slice(0, 10)
  return new Response(streamOfText(lines(context, auditQuery(filter, context.viewer.timeZone))), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="audit-${day}.csv"`,
    },
  })
}

async function* lines(context: SessionContext, filter: Omit<AuditQuery, 'limit'>): AsyncGenerator<string> {
  const [t, words] = await Promise.all([getTranslations('audit'), auditWords()])
  const delimiter = context.viewer.locale === 'fr' ? ';' : ','
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`
  // Without a byte order mark Excel reads Windows-1252.
  yield `\uFEFF${line([t('when'), t('who'), t('email'), t('what'), t('code'), t('whom'), t('where'), t('details')])}`
  let after: AuditQuery['after']
  do {
    const { items, next } = await listAudit(context, { ...filter, limit: PAGE_SIZE, after })
    yield items
      .map((entry) =>
        line([
          entry.at.toISOString(),
          words.actor(entry),
          entry.actor.email ?? '',
          words.action(entry.action),
          entry.action,
          entry.subject.name ?? '',
          entry.address ?? '',
          words.details(entry),
        ]),
      )
      .join('')
    after = next ?? undefined
  } while (after !== undefined)
}
