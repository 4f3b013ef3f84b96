import { getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { LinkButton } from '@/components/ui/link-button'
import { mendsOf } from '@/lib/sync/overview/causes'
import type { OverviewGroup } from '@/lib/sync/overview/list-overview'
import { MendGroupButton } from './mend-group-button'
import { type OverviewState, overviewHref } from './overview-filter'
import { OverviewTable } from './overview-table'
import { shownRows } from './shown-rows'

type ProblemGroupProps = { group: OverviewGroup; state: OverviewState; now: Date }

/** One cause and whom it concerns, with what helps all of them at once. */
export async function ProblemGroup({ group, state, now }: ProblemGroupProps) {
  const t = await getTranslations('overview')
  const { cause, total, members } = group
  const [what] = mendsOf(cause)
  const title = t(`groups.${cause}`, { members })
  return (
    <Card
      flush
      title={title}
      description={t(`causeTexts.${cause}`)}
      actions={
        <>
          {cause === 'consent-revoked' && (
            <LinkButton size="small" variant="primary" href="/settings/marketplace/microsoft">
              {t('grantConsent')}
            </LinkButton>
          )}
          {what && total > 1 && (
            <MendGroupButton
              what={what}
              cause={cause}
              total={total}
              search={state.search}
              module={state.module}
            />
          )}
        </>
      }
      {...(total > group.rows.length && {
        footer: (
          <LinkButton size="small" variant="ghost" href={overviewHref({ ...state, cause, trail: [] })}>
            {t('showAllOf', { count: total })}
          </LinkButton>
        ),
      })}
    >
      <OverviewTable label={title} rows={await shownRows(group.rows, now)} />
    </Card>
  )
}
