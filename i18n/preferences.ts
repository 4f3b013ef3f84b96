import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { findSession } from '@/lib/web/context'
import { isLocale, type Locale, negotiateLocale } from './locales'

/** Remembers the language for pages that are shown before anybody signs in. */
export const LOCALE_COOKIE = 'locale'
export const THEME_COOKIE = 'theme'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export type Preferences = { locale: Locale; timeZone: string; theme: Theme }

const FALLBACK_TIME_ZONE = 'Europe/Paris'

/** Language: the account's, else the cookie's, else the browser's. Time zone: the account's. Colours: the cookie's. */
export const readPreferences = cache(async (): Promise<Preferences> => {
  const [viewer, jar, head] = await Promise.all([findSession(), cookies(), headers()])
  const chosen = viewer?.locale ?? jar.get(LOCALE_COOKIE)?.value
  const theme = jar.get(THEME_COOKIE)?.value
  return {
    locale: isLocale(chosen) ? chosen : negotiateLocale(head.get('accept-language')),
    timeZone: viewer?.timeZone ?? FALLBACK_TIME_ZONE,
    theme: themes.find((known) => known === theme) ?? 'system',
  }
})
