import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { fullMoment } from '@/i18n/moments'
import { listAudit } from '@/lib/access/audit/list-audit'
import { may } from '@/lib/access/context'
import { sessionContext } from '@/lib/web/context'
import { positionOfText, textOfPosition } from '../users/_components/address-position'
import { NoRight } from '../users/_components/no-right'
import { auditParams, readAuditFilter } from './_components/audit-filter'
import { auditQuery } from './_components/audit-query'
import { AuditToolbar } from './_components/audit-toolbar'
import { auditWords } from './_components/audit-words'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit')
  return { title: t('title') }
}

export default async function AuditPage({ searchParams }: PageProps<'/settings/audit'>) {
  const [context, query, t] = await Promise.all([sessionContext(), searchParams, getTranslations('audit')])
  const header = <PageHeader title={t('title')} description={t('intro')} />
  if (!may(context.actor, 'manage-users')) {
    return (
      <>
        {header}
        <NoRight />
      </>
    )
  }
  const filter = readAuditFilter(query)
  const after = positionOfText(query.after)
  const [words, { items, next }] = await Promise.all([
    auditWords(),
    listAudit(context, { ...auditQuery(filter, context.viewer.timeZone), limit: 50, after }),
  ])
  const rows = await Promise.all(items.map(async (entry) => ({ ...entry, when: await fullMoment(entry.at) })))
  const params = auditParams(filter)
  return (
    <>
      {header}
      <AuditToolbar key={params.toString() === '' ? 'all' : 'filtered'} filter={filter} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyState icon={<ScrollText aria-hidden />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <Table label={t('title')}>
            <TableHead>
              <TableRow>
                <TableHeader>{t('when')}</TableHeader>
                <TableHeader>{t('who')}</TableHeader>
                <TableHeader>{t('what')}</TableHeader>
                <TableHeader>{t('whom')}</TableHeader>
                <TableHeader>{t('where')}</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.id} data-action={row.action}>
                  <TableCell className="whitespace-nowrap text-ink-soft tabular-nums">{row.when}</TableCell>
                  <TableCell className="wrap-anywhere">{words.actor(row)}</TableCell>
                  <TableCell place="title" className="max-md:row-start-1">
                    <span className="block font-medium">{words.action(row.action)}</span>
                    <span className="block text-sm text-ink-soft wrap-anywhere empty:hidden">
                      {words.details(row)}
                    </span>
                  </TableCell>
                  <TableCell className="wrap-anywhere">
                    <span aria-hidden className="md:hidden">
                      →{' '}
                    </span>
                    {row.subject.name ?? '–'}
                  </TableCell>
                  <TableCell className="text-ink-soft tabular-nums">{row.address ?? '–'}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
        <Pagination
          label={t('pages')}
          previous={{
            label: t('newest'),
            href: after === undefined ? null : `/settings/audit?${params}`,
          }}
          next={{
            label: t('next'),
            href: next && `/settings/audit?${auditParams(filter)}&after=${textOfPosition(next)}`,
          }}
        />
      </Card>
    </>
  )
}
