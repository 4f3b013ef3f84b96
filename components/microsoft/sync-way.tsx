import { getTranslations } from 'next-intl/server'
import { LinkButton } from '@/components/ui/link-button'
import type { ModuleName } from '@/lib/sync/modules/module'
import { type RequestSync, RequestSyncButton } from './request-sync-button'
import type { Way } from './sync-answer'

type SyncWayProps = {
  way: Way
  module: ModuleName
  recordId: string
  ownerName: string
  requestSync: RequestSync
}

const root = '/settings/marketplace/microsoft'

/** Where a way leads that is another page. */
const pages: Partial<Record<Way, (module: ModuleName) => string>> = {
  enable: () => root,
  seeConnection: () => root,
  askAdministrator: () => root,
  decide: (module) => `${root}/${module}/held`,
  seeProblem: (module) => `${root}/parked?module=${module}`,
  changeMapping: (module) => `${root}/${module}/configuration`,
}

/** The way on from an answer: what can be done, by whom, and the button or link that does it. */
export async function SyncWay({ way, module, recordId, ownerName, requestSync }: SyncWayProps) {
  const t = await getTranslations('recordSync')
  const page = pages[way]
  const label = way === 'askAdministrator' ? 'seeConnection' : way
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-soft">{t(`advice.${way}`, { owner: ownerName, module })}</p>
      {(way === 'tryAgain' || way === 'takeUp') && (
        <RequestSyncButton recordId={recordId} requestSync={requestSync} label={t(way)} />
      )}
      {page && isPageWay(label) && (
        <LinkButton href={page(module)} size="small" className="w-fit">
          {t(label, { module })}
        </LinkButton>
      )}
    </div>
  )
}

const pageWays = ['enable', 'seeConnection', 'decide', 'seeProblem', 'changeMapping'] as const
const isPageWay = (way: Way): way is (typeof pageWays)[number] => pageWays.some((known) => known === way)
