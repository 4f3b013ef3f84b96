import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { getFormatter, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import type { WarningView } from '@/lib/sync/warnings/list-warnings'
import type { WarningSeverity } from '@/lib/sync/warnings/rule'
import { warningWords } from './warning-words'

const looks = {
  critical: { icon: CircleAlert, ink: 'text-danger-text' },
  warning: { icon: TriangleAlert, ink: 'text-warning-text' },
  notice: { icon: Info, ink: 'text-ink-faint' },
} satisfies Record<WarningSeverity, unknown>

/** What is warned of, gravest first, since when and what to do; nothing where all is well. */
export async function WarningList({ warnings }: { warnings: readonly WarningView[] }) {
  const [t, format, words] = await Promise.all([getTranslations('warnings'), getFormatter(), warningWords()])
  if (warnings.length === 0) return null
  return (
    <Card flush title={t('listTitle')} className="mb-4">
      <ul className="divide-y divide-line">
        {warnings.map((warning) => {
          const { icon: Icon, ink } = looks[warning.severity]
          const { title, text } = words(warning)
          const since = format.dateTime(warning.since, { dateStyle: 'medium', timeStyle: 'short' })
          return (
            <li key={warning.id} data-warning={warning.code} className="flex gap-2.5 px-4 py-3 text-sm">
              <Icon
                aria-label={t(`severities.${warning.severity}`)}
                className={classNames('mt-0.5 size-4 shrink-0', ink)}
              />
              <div className="min-w-0 flex-1 gap-x-4 sm:flex sm:items-baseline">
                <div className="min-w-0 flex-1">
                  <p className="font-medium wrap-anywhere">
                    {title}
                    {warning.member && (
                      <span className="font-normal text-ink-soft"> · {warning.member.name}</span>
                    )}
                  </p>
                  <p className="text-ink-soft">{text}</p>
                </div>
                {warning.details.days === undefined && (
                  <time
                    dateTime={warning.since.toISOString()}
                    className="text-xs whitespace-nowrap text-ink-faint tabular-nums"
                  >
                    {t('since', { when: since })}
                  </time>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
