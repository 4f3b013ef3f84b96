'use client'

import { useLocale, useTranslations } from 'next-intl'
import { startTransition } from 'react'
import { changeGuestLocale } from '@/app/_shell/actions'
import { Button } from '@/components/ui/button'
import { languageOf } from '@/i18n/locales'

const names = [
  ['fr', 'Français'],
  ['en', 'English'],
] as const

/** Each language in its own words, for people who cannot read the one on screen. */
export function LanguageLinks() {
  const t = useTranslations('shell')
  const current = languageOf(useLocale())
  return (
    <fieldset aria-label={t('language')} className="flex flex-wrap justify-center gap-1">
      {names.map(([locale, name]) => (
        <Button
          key={locale}
          variant="ghost"
          size="small"
          lang={locale}
          aria-pressed={locale === current}
          className="aria-pressed:font-semibold aria-pressed:text-ink"
          onClick={() => startTransition(async () => void (await changeGuestLocale({ locale })))}
        >
          {name}
        </Button>
      ))}
    </fieldset>
  )
}
