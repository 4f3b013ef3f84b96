import { Trash2 } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { allMembers, memberNames } from '@/app/_members/members'
import { decodePosition } from '@/components/crm/list-position'
import { listHref, readListState } from '@/components/crm/list-state'
import { type RecordKind, recordKinds, recordPath } from '@/components/crm/record-kind'
import { TurnPages } from '@/components/crm/turn-pages'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { NavTabs } from '@/components/ui/nav-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { listRecords } from '@/lib/crm/records/list-records'
import { sessionContext } from '@/lib/web/context'
import { orNotFound } from '../../_records/or-not-found'
import { recordModules } from '../../_records/record-modules'
import { binRow } from './_components/bin-row'
import { BinTable } from './_components/bin-table'

const PAGE_SIZE = 50

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shell')
  return { title: t('bin') }
}

const places = { contact: 'contacts', lead: 'leads', meeting: 'meetings', task: 'tasks' } as const

const binPath = (kind: RecordKind) => `/bin${recordPath(kind)}`

export default async function BinOfKindPage({ params, searchParams }: PageProps<'/bin/[kind]'>) {
  const [{ kind: segment }, query, context] = await Promise.all([params, searchParams, sessionContext()])
  const kind = recordKinds.find((known) => recordPath(known) === `/${segment}`) ?? notFound()
  const state = readListState(query)
  const after = decodePosition(state.trail.at(-1)) ?? undefined
  const [t, tShell, members, page] = await Promise.all([
    getTranslations('bin'),
    getTranslations('shell'),
    allMembers(context),
    orNotFound(listRecords(context, recordModules[kind], { deleted: true, after, limit: PAGE_SIZE })),
  ])
  const { permissions } = recordModules[kind]
  const names = memberNames(members)
  const rows = await Promise.all(page.items.map((record) => binRow(kind, record, names, context.now())))
  const turnTo = (trail: readonly string[]) => listHref(binPath(kind), { ...state, trail })
  const tabs = recordKinds
    .filter((known) => may(context.actor, `${recordModules[known].permissions}.view`))
    .map((known) => ({
      href: binPath(known),
      label: tShell(places[known]),
    }))

  return (
    <>
      <PageHeader title={tShell('bin')} description={t('intro')} />
      <NavTabs label={tShell('bin')} tabs={tabs} />
      <Card flush className="mt-4">
        {rows.length === 0 ? (
          <EmptyState icon={<Trash2 aria-hidden />} title={t('emptyTitle')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <BinTable
            kind={kind}
            rows={rows}
            showOwner={may(context.actor, 'records.all')}
            mayRestore={
              may(context.actor, `${permissions}.edit`) || may(context.actor, `${permissions}.delete`)
            }
          />
        )}
        <TurnPages trail={state.trail} next={page.next} hrefOf={turnTo} />
      </Card>
    </>
  )
}
