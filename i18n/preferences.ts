import 'server-only'
import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { isLocale, type Locale, negotiateLocale } from './locales'

export const LOCALE_COOKIE = 'locale'
export const THEME_COOKIE = 'theme'

export type Theme = 'system' | 'light' | 'dark'

export type Preferences = { locale: Locale; timeZone: string; theme: Theme }

const FALLBACK_TIME_ZONE = 'Europe/Paris'

/** Language: the account's, else the cookie's, else the browser's. Colours: the cookie's, else the system's. */
export const readPreferences = cache(async (): Promise<Preferences> => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const chosen = jar.get(LOCALE_COOKIE)?.value
  const theme = jar.get(THEME_COOKIE)?.value
  return {
    locale: isLocale(chosen) ? chosen : negotiateLocale(head.get('accept-language')),
    timeZone: FALLBACK_TIME_ZONE,
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
  }
})
