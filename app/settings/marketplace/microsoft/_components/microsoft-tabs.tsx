import { getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { NavTabs } from '@/components/ui/nav-tabs'
import { may } from '@/lib/access/context'
import { countNewConflicts } from '@/lib/sync/conflicts/count-conflicts'
import { countProblems } from '@/lib/sync/parked/count-problems'
import { sessionContext } from '@/lib/web/context'

const root = '/settings/marketplace/microsoft'

/** The pages about Microsoft 365 that stand side by side. Which of them there are is for the rights to say. */
export async function MicrosoftTabs() {
  const [context, t] = await Promise.all([sessionContext(), getTranslations('marketplace')])
  const [conflicts, problems] = await Promise.all([countNewConflicts(context), countProblems(context)])
  const tabs = [
    { href: root, label: t('tabs.modules') },
    { href: `${root}/conflicts`, label: <Counted text={t('tabs.conflicts')} count={conflicts} /> },
    { href: `${root}/parked`, label: <Counted text={t('tabs.parked')} count={problems} /> },
    ...(may(context.actor, 'manage-integrations')
      ? [{ href: `${root}/overview`, label: t('tabs.overview') }]
      : []),
  ]
  return <NavTabs label={t('tabs.label')} tabs={tabs} />
}

/** How many wait for somebody; nothing where none does. */
function Counted({ text, count }: { text: string; count: number }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {text}
      {count > 0 && <Badge tone="accent">{count}</Badge>}
    </span>
  )
}
