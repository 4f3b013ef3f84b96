import { ChevronRight, RefreshCw, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Badge } from '@/components/ui/badge'
import { fullMoment } from '@/i18n/moments'
import type { RunView } from '@/lib/sync/activity/runs'
import type { ModuleName } from '@/lib/sync/modules/module'
import { modulePath } from './module-path'

/** The run that the entries below belong to, and the way to its page. */
export async function RunHeading({ module, run }: { module: ModuleName; run: RunView }) {
  const t = await getTranslations('undo')
  const Icon = run.kind === 'undo' ? Undo2 : RefreshCw
  return (
    <h2 className="border-t border-line bg-sunken text-sm font-medium text-ink-soft">
      <Link
        href={modulePath(module, 'runs', run.id)}
        className="flex min-h-control items-center gap-2 px-4 py-1.5 hover:bg-hover hover:text-ink"
      >
        <Icon aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
        <span className="min-w-0 truncate">
          {t(`runTitle.${run.kind}`, { when: await fullMoment(run.startedAt) })}
        </span>
        {run.undoneBy !== null && <Badge>{t('states.undone')}</Badge>}
        <ChevronRight aria-hidden className="ml-auto size-4 shrink-0 text-ink-faint" />
      </Link>
    </h2>
  )
}
