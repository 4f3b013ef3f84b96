import { History } from 'lucide-react'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { decodePosition, encodePosition } from '@/components/crm/list-position'
import { ActivityEntry } from '@/components/microsoft/activity-entry'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { listActivity } from '@/lib/sync/activity/list-activity'
import { nameRecords } from '@/lib/sync/activity/name-records'
import { sessionContext } from '@/lib/web/context'
import { moduleOfPage } from '../../_connection/module-params'
import { ActivityFilter } from './_components/activity-filter'
import { EntryButtons } from './_components/entry-buttons'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/activity'>

const perPage = 30

const Query = z.object({
  action: z
    .enum(['created', 'updated', 'deleted', 'matched', 'skipped', 'conflict', 'unlinked', 'failed'])
    .optional()
    .catch(undefined),
  record: z.guid().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([getTranslations('syncActivity'), getTranslations('connection')])
  return { title: t('title', { module: tConnection(`modules.${name}.title`) }) }
}

export default async function ActivityPage({ params, searchParams }: Props) {
  const [context, module, query] = await Promise.all([sessionContext(), moduleOfPage(params), searchParams])
  const { action, record, after } = Query.parse(query)
  const [t, tConnection, tMapping, labels, found] = await Promise.all([
    getTranslations('syncActivity'),
    getTranslations('connection'),
    getTranslations('mapping'),
    fieldLabels(module.name),
    listActivity(context, module.name, {
      limit: perPage,
      action,
      recordId: record,
      after: positionOf(after),
    }),
  ])
  const named = await nameRecords(context, module, [
    ...found.items,
    ...(record ? [{ recordId: record }] : []),
  ])
  const path = `/settings/marketplace/microsoft/${module.name}/activity`
  const address = (further: Record<string, string | undefined>) => {
    const entries = Object.entries({ action, record, ...further }).filter(([, value]) => value !== undefined)
    return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries as [string, string][])}`
  }
  const isFiltered = action !== undefined || record !== undefined
  return (
    <>
      <PageHeader
        back={{ href: '/settings/marketplace/microsoft', label: tMapping('back') }}
        title={t('title', { module: tConnection(`modules.${module.name}.title`) })}
        description={t('intro', { module: module.name })}
      />
      <ActivityFilter
        module={module.name}
        path={path}
        action={action ?? 'all'}
        record={
          record
            ? { id: record, name: named.get(record)?.name ?? t('someRecord', { module: module.name }) }
            : null
        }
      />
      <Card flush className="mt-4">
        {found.items.length === 0 ? (
          <EmptyState icon={<History aria-hidden />} title={t(isFiltered ? 'noMatchTitle' : 'emptyTitle')}>
            {t(isFiltered ? 'noMatchText' : 'emptyText', { module: module.name })}
          </EmptyState>
        ) : (
          <ol>
            {found.items.map((entry) => (
              <ActivityEntry
                key={entry.id}
                module={module.name}
                entry={entry}
                labels={labels}
                record={entry.recordId ? named.get(entry.recordId) : undefined}
                filterHref={entry.recordId && !record ? address({ record: entry.recordId }) : null}
                actions={<EntryButtons module={module.name} entry={plainEntry(entry)} />}
              />
            ))}
          </ol>
        )}
        <Pagination
          label={t('pages')}
          previous={{ label: t('newest'), href: after === undefined ? null : address({}) }}
          next={{
            label: t('next'),
            href: found.next
              ? address({ after: encodePosition({ key: found.next.at.toISOString(), id: found.next.id }) })
              : null,
          }}
        />
      </Card>
    </>
  )
}

function positionOf(text: string | undefined): { at: Date; id: string } | undefined {
  const position = decodePosition(text)
  const at = new Date(position?.key ?? Number.NaN)
  return position && !Number.isNaN(at.getTime()) ? { at, id: position.id } : undefined
}

type Entry = Awaited<ReturnType<typeof listActivity>>['items'][number]

/** What the buttons have to know, and no more, since it goes to the browser. */
const plainEntry = ({ id, action, direction, fields, restoredAt, seenAt }: Entry) => ({
  id,
  action,
  direction,
  fields: fields.map(({ field }) => field),
  isRestored: restoredAt !== null,
  isSeen: seenAt !== null,
})
