import { CircleCheck } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { fieldLabels } from '@/components/microsoft/field-labels'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { Pagination } from '@/components/ui/pagination'
import { readMember } from '@/lib/access/members/list-members'
import { DomainError } from '@/lib/errors'
import { heldWork } from '@/lib/sync/connections/held-work'
import { listHeld } from '@/lib/sync/connections/list-held'
import { type SessionContext, sessionContext } from '@/lib/web/context'
import { moduleOfPage } from '../../_connection/module-params'
import { HeldDecision } from './_components/held-decision'
import { HeldEntry } from './_components/held-entry'

type Props = PageProps<'/settings/marketplace/microsoft/[module]/held'>

const perPage = 50
const root = '/settings/marketplace/microsoft'

const Query = z.object({
  member: z.guid().optional().catch(undefined),
  after: z.guid().optional().catch(undefined),
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await moduleOfPage(params)
  const [t, tConnection] = await Promise.all([getTranslations('held'), getTranslations('connection')])
  return { title: t('title', { module: tConnection(`modules.${name}.title`) }) }
}

/** What waits for a decision (A5), of one's own connection or, for administrators, of another member's. */
export default async function HeldPage({ params, searchParams }: Props) {
  const [context, module, query] = await Promise.all([sessionContext(), moduleOfPage(params), searchParams])
  const { member, after } = Query.parse(query)
  const [t, tConnection, tMapping, labels, { name, held, page }] = await Promise.all([
    getTranslations('held'),
    getTranslations('connection'),
    getTranslations('mapping'),
    fieldLabels(module.name),
    readHeld(context, module.name, { memberId: member, after, limit: perPage }),
  ])
  const path = `${root}/${module.name}/held`
  const address = (further: Record<string, string>) => {
    const search = new URLSearchParams({ ...(member ? { member } : {}), ...further }).toString()
    return search === '' ? path : `${path}?${search}`
  }
  return (
    <>
      <PageHeader
        back={{ href: root, label: tMapping('back') }}
        title={t('title', { module: tConnection(`modules.${module.name}.title`) })}
        description={[...(held ? [t('intro')] : []), ...(name ? [t('forMember', { name })] : [])].join(' ')}
      />
      {held && <HeldDecision module={module.name} held={held} memberId={member ?? null} />}
      <Card flush className="mt-4">
        {page.items.length === 0 ? (
          <EmptyState
            icon={<CircleCheck aria-hidden />}
            title={t('emptyTitle')}
            actions={<LinkButton href={root}>{t('back')}</LinkButton>}
          >
            {t('emptyText')}
          </EmptyState>
        ) : (
          <ol>
            {page.items.map((one) => (
              <HeldEntry key={one.linkId} module={module.name} held={one} labels={labels} />
            ))}
          </ol>
        )}
        <Pagination
          label={t('pages')}
          previous={{ label: t('first'), href: after === undefined ? null : address({}) }}
          next={{ label: t('next'), href: page.next ? address({ after: page.next }) : null }}
        />
      </Card>
    </>
  )
}

type HeldQuery = Parameters<typeof listHeld>[2]

/** Somebody else's, without the right to decide for others, leads nowhere. */
async function readHeld(context: SessionContext, module: Parameters<typeof listHeld>[1], query: HeldQuery) {
  try {
    const [held, page, other] = await Promise.all([
      heldWork(context, module, query.memberId),
      listHeld(context, module, query),
      query.memberId === undefined ? null : readMember(context, query.memberId),
    ])
    return { held, page, name: other?.name ?? null }
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not-found' || error.code === 'not-available'))
      notFound()
    throw error
  }
}
