import { CircleCheck } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import type { Context } from '@/lib/access/context'
import type { Cause } from '@/lib/sync/overview/causes'
import { groupProblems } from '@/lib/sync/overview/list-overview'
import { type OverviewState, overviewHref } from './overview-filter'
import { overviewQuery } from './overview-query'
import { ProblemGroup } from './problem-group'

const EACH = 5

type ProblemsProps = {
  context: Context
  state: OverviewState
  counts: ReadonlyMap<Cause, { total: number; members: number }>
}

/** What is wrong, the gravest cause first; or that nothing is, or that nobody syncs yet. */
export async function Problems({ context, state, counts }: ProblemsProps) {
  const t = await getTranslations('overview')
  const groups = await groupProblems(context, { ...overviewQuery(state), each: EACH })
  if (groups.length > 0) {
    return (
      <div className="flex flex-col gap-4">
        {groups.map((group) => (
          <ProblemGroup key={group.cause} group={group} state={state} now={context.now()} />
        ))}
      </div>
    )
  }
  const running = (counts.get('healthy')?.total ?? 0) + (counts.get('starting')?.total ?? 0)
  return (
    <Card flush>
      <EmptyState
        icon={<CircleCheck aria-hidden />}
        title={t(running > 0 ? 'allWellTitle' : 'nobodyTitle')}
        actions={
          running > 0 ? (
            <LinkButton href={overviewHref({ ...state, show: 'running', cause: null })}>
              {t('showRunning')}
            </LinkButton>
          ) : (
            <LinkButton href="/settings/marketplace/microsoft">{t('turnOn')}</LinkButton>
          )
        }
      >
        {running > 0 ? t('allWellText', { count: running }) : t('nobodyText')}
      </EmptyState>
    </Card>
  )
}
