'use client'

import { useTranslations } from 'next-intl'
import type { EnableForManyPreview } from '@/lib/sync/enable-for-many/preview-enable-for-many'

const reasons = ['signIn', 'turnedOff', 'notAllowed'] as const

/** For whom a module cannot be turned on from here, by reason; the names unfold. */
export function OtherPeople({ preview }: { preview: EnableForManyPreview }) {
  const t = useTranslations('users.everybody')
  return (
    <ul className="flex flex-col gap-1 text-sm text-ink-soft">
      {preview.on > 0 && <li data-figure="on">{t('on', { count: preview.on })}</li>}
      {reasons
        .filter((why) => preview[why] > 0)
        .map((why) => (
          <li key={why} data-figure={why}>
            <details>
              <summary className="w-fit cursor-pointer">{t(why, { count: preview[why] })}</summary>
              <ul className="mt-1 mb-1 max-h-40 overflow-y-auto pl-4">
                {preview.others
                  .filter((person) => person.why === why)
                  .map(({ memberId, name, email }) => (
                    <li key={memberId} className="wrap-anywhere">
                      {name} <span className="text-ink-faint">{email}</span>
                    </li>
                  ))}
              </ul>
            </details>
          </li>
        ))}
    </ul>
  )
}
