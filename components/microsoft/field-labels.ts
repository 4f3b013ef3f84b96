import 'server-only'
import type { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { type ContactField, contactFields } from '@/lib/crm/contacts/fields'
import { microsoftContactFields } from '@/lib/sync/modules/contact-fields'

type MicrosoftField = Parameters<ReturnType<typeof useTranslations<'microsoftFields'>>>[0]

const crmNames: ReadonlySet<string> = new Set(contactFields.map(({ name }) => name))
const microsoftNames: ReadonlySet<string> = new Set(microsoftContactFields.map(({ name }) => name))

const isContactField = (name: string): name is ContactField => crmNames.has(name)
/** The messages have a name for each of them, which their test checks. */
const isMicrosoftField = (name: string): name is MicrosoftField => microsoftNames.has(name)

export type FieldLabels = {
  crm(name: string): string
  microsoft(name: string): string
  /** Of a field that may be of either side, as in the activity. */
  any(name: string): string
}

/** What fields are called on each side; parts of an address with the address, since lists show them apart. */
export async function fieldLabels(): Promise<FieldLabels> {
  const [t, tMicrosoft] = await Promise.all([getTranslations('records'), getTranslations('microsoftFields')])
  const crm = (name: string) => {
    if (!isContactField(name)) return name
    const address = name.startsWith('mailing') ? 'mailing' : name.startsWith('other') ? 'other' : null
    const label = t(`fields.${name}`)
    return address ? `${t(`groups.${address}`)} – ${label}` : label
  }
  const microsoft = (name: string) => (isMicrosoftField(name) ? tMicrosoft(name) : name)
  return { crm, microsoft, any: (name) => (isContactField(name) ? crm(name) : microsoft(name)) }
}
