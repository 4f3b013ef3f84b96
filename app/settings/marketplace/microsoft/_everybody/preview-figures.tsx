'use client'

import { useTranslations } from 'next-intl'
import type { EnableForManyPreview } from '@/lib/sync/enable-for-many/preview-enable-for-many'

const others = ['signIn', 'on', 'turnedOff', 'notAllowed'] as const

/** For whom a module can be turned on, and for whom not, with the reason. */
export function PreviewFigures({ preview, module }: { preview: EnableForManyPreview; module: string }) {
  const t = useTranslations('users.everybody')
  return (
    <div className="flex min-h-40 flex-col gap-3">
      <p className="text-base">{t('ready', { module, count: preview.ready.length })}</p>
      {preview.ready.length > 0 && (
        <section
          aria-label={t('ready', { module, count: preview.ready.length })}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
          tabIndex={0}
          className="max-h-56 overflow-y-auto rounded-md border border-line"
        >
          <ul className="divide-y divide-line">
            {preview.ready.map(({ memberId, name, upn }) => (
              <li key={memberId} className="px-3 py-1.5 text-sm">
                <span className="block font-medium wrap-anywhere">{name}</span>
                <span className="block text-ink-soft wrap-anywhere">{upn}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className="flex flex-col gap-1 text-sm text-ink-soft">
        {others
          .filter((key) => preview[key] > 0)
          .map((key) => (
            <li key={key} data-figure={key}>
              {t(key, { count: preview[key] })}
            </li>
          ))}
      </ul>
    </div>
  )
}
