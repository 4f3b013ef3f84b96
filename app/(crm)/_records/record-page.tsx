import { Pencil } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { cache } from 'react'
import { z } from 'zod'
import { allMembers, memberNames, ownerOptions } from '@/app/_members/members'
import { fullName } from '@/components/crm/full-name'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { may } from '@/lib/access/context'
import { getRecord } from '@/lib/crm/records/get-record'
import type { RecordBase } from '@/lib/crm/records/record-module'
import { DomainError } from '@/lib/errors'
import { sessionContext } from '@/lib/web/context'
import { MeetingsOfRecord } from '../meetings/_meeting/meetings-of-record'
import { TasksOfRecord } from '../tasks/_task/tasks-of-record'
import { BinNotice } from './bin-notice'
import { FieldCards } from './field-cards'
import { orNotFound } from './or-not-found'
import { RecordDetails } from './record-details'
import { RecordMenu } from './record-menu'
import { recordModules } from './record-modules'
import { textOf } from './record-row'
import { RecordHistory } from './story/record-history'

type RecordPageProps = {
  kind: PersonKind
  id: string
  query: Promise<Record<string, string | string[] | undefined>>
  /** What else there is to say about this record, such as its sync. */
  panel?: (record: RecordBase, ownerName: string) => ReactNode
}

/** Once per request, for the title and the page. An address that holds no id leads to no record. */
const findRecord = cache(async (kind: PersonKind, id: string) => {
  const context = await sessionContext()
  const known = z.guid().safeParse(id).success
  return orNotFound(
    known ? getRecord(context, recordModules[kind], id) : Promise.reject(new DomainError('not-found')),
  )
})

export const recordTitle = async (kind: PersonKind, id: string): Promise<string> =>
  fullName(await findRecord(kind, id))

export async function RecordPage({ kind, id, query, panel }: RecordPageProps) {
  const context = await sessionContext()
  const [record, members, t, tRecords] = await Promise.all([
    findRecord(kind, id),
    allMembers(context),
    getTranslations(kind),
    getTranslations('records'),
  ])
  const { permissions } = recordModules[kind]
  const names = memberNames(members)
  const deleted = record.deletedAt !== null
  const rights = {
    edit: may(context.actor, `${permissions}.edit`) && !deleted,
    delete: may(context.actor, `${permissions}.delete`) && !deleted,
  }
  const name = fullName(record)
  const company = textOf(record[kind === 'contact' ? 'accountName' : 'company'])
  const status = textOf(record.leadStatus)
  return (
    <>
      <PageHeader
        back={{ href: recordPath(kind), label: t('backToList') }}
        leading={<Avatar name={name} size="large" />}
        title={name}
        meta={status && <Badge tone="accent">{status}</Badge>}
        description={[textOf(record.title), company].filter(Boolean).join(' · ')}
        actions={
          (rights.edit || rights.delete) && (
            <>
              {rights.edit && (
                <LinkButton href={recordPath(kind, record.id, 'edit')}>
                  <Pencil aria-hidden />
                  {tRecords('edit')}
                </LinkButton>
              )}
              <RecordMenu kind={kind} id={record.id} owners={ownerOptions(members)} may={rights} />
            </>
          )
        }
      />
      {record.deletedAt !== null && <BinNotice kind={kind} id={record.id} deletedAt={record.deletedAt} />}
      <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid gap-4">
          <FieldCards kind={kind} record={record} />
          <TasksOfRecord about={{ type: kind, id: record.id }} name={name} inBin={deleted} />
          <MeetingsOfRecord about={{ type: kind, id: record.id }} name={name} inBin={deleted} />
        </div>
        <div className="grid gap-4 md:max-xl:grid-cols-2">
          {panel?.(record, names.get(record.ownerId) ?? tRecords('byFormerMember'))}
          <RecordDetails record={record} names={names} />
          <RecordHistory kind={kind} id={record.id} names={names} query={query} />
        </div>
      </div>
    </>
  )
}
