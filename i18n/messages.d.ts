import type { en } from '@/messages/en'
import type { RegionalForm } from './locales'

declare module 'next-intl' {
  interface AppConfig {
    Locale: RegionalForm
    Messages: typeof en
  }
}
