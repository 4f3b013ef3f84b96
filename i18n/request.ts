import { getRequestConfig } from 'next-intl/server'
import { en } from '@/messages/en'
import { fr } from '@/messages/fr'
import { regionalForms } from './locales'
import { readPreferences } from './preferences'

const messages = { en, fr }

export default getRequestConfig(async () => {
  const { locale, timeZone } = await readPreferences()
  return { locale: regionalForms[locale], timeZone, messages: messages[locale] }
})
