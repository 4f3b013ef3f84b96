'use client'

import { useTranslations } from 'next-intl'
import type { FieldGroup } from '../field-groups'
import { isFieldName } from '../field-names'

/** The column of a file that holds first and last name in one (lib/crm/import). */
export const WHOLE_NAME = 'fullName'

/** Names of fields that tell the two addresses apart. */
export function useFieldLabel(groups: readonly FieldGroup[]): (name: string) => string {
  const t = useTranslations('records')
  const tImport = useTranslations('import')
  return (name) => {
    if (name === WHOLE_NAME) return tImport('wholeName')
    if (!isFieldName(name)) return name
    const group = groups.find(({ fields }) => fields.some((field) => field.name === name))?.key
    const label = t(`fields.${name}`)
    return group === 'mailing' || group === 'other' ? `${t(`groups.${group}`)} · ${label}` : label
  }
}
