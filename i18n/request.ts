import { getRequestConfig } from 'next-intl/server'
import { en } from '@/messages/en'
import { fr } from '@/messages/fr'
import { readPreferences } from './preferences'

const messages = { en, fr }

export default getRequestConfig(async () => {
  const { locale, timeZone } = await readPreferences()
  return { locale, timeZone, messages: messages[locale] }
})
