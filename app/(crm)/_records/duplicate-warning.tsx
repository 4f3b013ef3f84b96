import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type PersonKind, recordPath } from '@/components/crm/record-kind'
import { Callout } from '@/components/ui/callout'
import type { DuplicateLink } from './use-duplicates'

type DuplicateWarningProps = { kind: PersonKind; duplicates: readonly DuplicateLink[] }

/** A hint, not a refusal: two people can share an address. */
export function DuplicateWarning({ kind, duplicates }: DuplicateWarningProps) {
  const t = useTranslations(kind)
  return (
    <Callout tone="warning" live title={t('duplicateTitle')} className="sm:col-span-2">
      <ul className="flex flex-wrap gap-x-4">
        {duplicates.map(({ id, name }) => (
          <li key={id}>
            <Link href={recordPath(kind, id)} target="_blank" className="underline underline-offset-2">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Callout>
  )
}
