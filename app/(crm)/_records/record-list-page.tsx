import { Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { allMembers, memberNames, ownerOptions } from '@/app/_members/members'
import { decodePosition } from '@/components/crm/list-position'
import { type ListState, listHref, readListState } from '@/components/crm/list-state'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { TurnPages } from '@/components/crm/turn-pages'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { type ListQuery, listRecords } from '@/lib/crm/records/list-records'
import { sessionContext } from '@/lib/web/context'
import { EmptyList } from './empty-list'
import { orNotFound } from './or-not-found'
import { recordModules } from './record-modules'
import { recordRow } from './record-row'
import { RecordTable } from './record-table'
import { RecordToolbar } from './record-toolbar'
import { TransferMenu } from './transfer-menu'

const PAGE_SIZE = 50

type RecordListPageProps = { kind: PersonKind; searchParams: Record<string, string | string[] | undefined> }

export async function RecordListPage({ kind, searchParams }: RecordListPageProps) {
  const context = await sessionContext()
  const state = readListState(searchParams)
  const { permissions } = recordModules[kind]
  const [t, members, page] = await Promise.all([
    getTranslations(kind),
    allMembers(context),
    orNotFound(listRecords(context, recordModules[kind], queryOf(state))),
  ])
  const owners = ownerOptions(members)
  const names = memberNames(members)
  const rows = await Promise.all(page.items.map((record) => recordRow(kind, record, names, context.now())))
  const seesAll = may(context.actor, 'records.all')
  const mayCreate = may(context.actor, `${permissions}.create`)
  const turnTo = (trail: readonly string[]) => listHref(recordPath(kind), { ...state, trail })

  return (
    <>
      <PageHeader
        title={t('plural')}
        actions={
          <>
            <TransferMenu kind={kind} state={state} mayImport={mayCreate} />
            {mayCreate && (
              <LinkButton href={recordPath(kind, 'new')} variant="primary">
                <Plus aria-hidden />
                {t('new')}
              </LinkButton>
            )}
          </>
        }
      />
      <RecordToolbar kind={kind} state={state} owners={seesAll ? owners : null} />
      <Card flush>
        {rows.length === 0 ? (
          <EmptyList kind={kind} state={state} mayCreate={mayCreate} />
        ) : (
          <RecordTable
            kind={kind}
            rows={rows}
            state={state}
            owners={owners}
            showOwner={seesAll}
            may={{
              edit: may(context.actor, `${permissions}.edit`),
              delete: may(context.actor, `${permissions}.delete`),
            }}
          />
        )}
        <TurnPages trail={state.trail} next={page.next} hrefOf={turnTo} />
      </Card>
    </>
  )
}

function queryOf({ search, ownerId, sort, trail }: ListState): ListQuery {
  const by = sort.replace('-', '') as 'updatedAt' | 'createdAt' | 'name' | 'company' | 'email'
  return {
    search,
    ownerId: ownerId ?? undefined,
    sort: { by, descending: sort.startsWith('-') },
    after: decodePosition(trail.at(-1)) ?? undefined,
    limit: PAGE_SIZE,
  }
}
