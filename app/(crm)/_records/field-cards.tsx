import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { PersonKind } from '@/components/crm/record-kind'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import type { FieldType } from '@/lib/crm/records/field'
import type { CrmRecord, RecordValues } from '@/lib/crm/records/record-module'
import { fieldGroups } from './field-groups'
import { textOf } from './record-row'

/** The year that Outlook gives to a birthday of which the year is not known. */
const NO_YEAR = '1604-'

/** The filled fields of a record, group by group; what is empty takes no room. */
export async function FieldCards({ kind, record }: { kind: PersonKind; record: CrmRecord<RecordValues> }) {
  const [t, format] = await Promise.all([getTranslations('records'), getFormatter()])
  const day = (text: string) => {
    const at = new Date(`${text}T00:00:00Z`)
    const year = text.startsWith(NO_YEAR) ? {} : ({ year: 'numeric' } as const)
    return format.dateTime(at, { day: 'numeric', month: 'long', ...year, timeZone: 'UTC' })
  }
  const groups = fieldGroups(kind)
    .map(({ key, fields }) => ({
      key,
      items: fields.flatMap(({ name, type }) => {
        const text = textOf(record[name])
        return text === null
          ? []
          : [
              {
                key: name,
                label: t(`fields.${name}`),
                value: show(type, text, day),
                wide: type === 'longText',
              },
            ]
      }),
    }))
    .filter(({ items }) => items.length > 0)
  return (
    <div className="grid gap-4">
      {groups.map(({ key, items }) => (
        <Card key={key} title={t(`groups.${key}`)}>
          <DescriptionList items={items} />
        </Card>
      ))}
    </div>
  )
}

function show(type: FieldType, text: string, day: (text: string) => string): ReactNode {
  switch (type) {
    case 'email':
      return <FieldLink href={`mailto:${text}`}>{text}</FieldLink>
    case 'phone':
      return <FieldLink href={`tel:${text.replace(/[^\d+]/g, '')}`}>{text}</FieldLink>
    case 'url':
      return isWebAddress(text) ? <FieldLink href={webAddress(text)}>{text}</FieldLink> : text
    case 'day':
      return day(text)
    case 'text':
    case 'multiline':
    case 'longText':
      return text
    default:
      return type satisfies never
  }
}

function FieldLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} rel="noreferrer" className="text-accent-text underline-offset-3 hover:underline">
      {children}
    </a>
  )
}

const webAddress = (text: string) => (/^https?:\/\//i.test(text) ? text : `https://${text}`)

/** Only the web: a record's text must never become a `javascript:` link. */
function isWebAddress(text: string): boolean {
  if (!URL.canParse(webAddress(text))) return false
  const { protocol, hostname } = new URL(webAddress(text))
  return /^https?:$/.test(protocol) && hostname.includes('.')
}
