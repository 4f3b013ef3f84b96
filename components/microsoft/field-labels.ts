import 'server-only'
import type { useTranslations } from 'next-intl'
import { getTranslations } from 'next-intl/server'
import { type ContactField, contactFields } from '@/lib/crm/contacts/fields'
import { microsoftContactFields } from '@/lib/sync/modules/contact-fields'
import type { ModuleName } from '@/lib/sync/modules/module'

type MicrosoftField = Parameters<ReturnType<typeof useTranslations<'microsoftFields'>>>[0]
type SyncField = Parameters<ReturnType<typeof useTranslations<'syncFields'>>>[0]

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

/** What a module's fields are called on each side; one without a name of its own keeps its technical one. */
export async function fieldLabels(module: ModuleName): Promise<FieldLabels> {
  if (module === 'contacts') return contactLabels()
  const t = await getTranslations('syncFields')
  const label = (side: 'crm' | 'microsoft', name: string) => {
    // A name from a mapping of another day may have no words.
    const key = `${side}.${module}.${name}` as SyncField
    return t.has(key) ? t(key) : null
  }
  return {
    crm: (name) => label('crm', name) ?? name,
    microsoft: (name) => label('microsoft', name) ?? name,
    any: (name) => label('crm', name) ?? label('microsoft', name) ?? name,
  }
}

/** Parts of an address with the address, since lists show them apart. */
async function contactLabels(): Promise<FieldLabels> {
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
