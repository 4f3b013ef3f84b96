import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { recordPath } from '@/components/crm/record-kind'
import { classNames } from '@/components/ui/class-names'
import type { Person } from './person'
import { PersonIcon } from './person-icon'

type PersonLinkProps = {
  person: Person
  /** A long name goes on in the next line instead of being cut. */
  whole?: boolean
  className?: string
}

/** A person by name, leading to her record where there is one. */
export function PersonLink({ person, whole = false, className }: PersonLinkProps) {
  const t = useTranslations('people')
  const { type, id, name } = person
  const content = (
    <>
      <PersonIcon type={type} className="size-3.5 shrink-0 text-ink-faint" />
      <span className="sr-only">{t(`types.${type}`)}: </span>
      <span
        className={classNames(
          'min-w-0',
          whole ? 'wrap-anywhere' : 'truncate',
          name === '' && 'text-ink-faint italic',
        )}
      >
        {name === '' ? t('gone') : name}
      </span>
    </>
  )
  const look = classNames(
    'inline-flex max-w-full min-w-0 gap-1.5',
    whole ? 'items-start [&>svg]:mt-1' : 'items-center',
    className,
  )
  if ((type !== 'contact' && type !== 'lead') || id === null || name === '') {
    return <span className={look}>{content}</span>
  }
  return (
    <Link href={recordPath(type, id)} className={classNames(look, 'underline-offset-3 hover:underline')}>
      {content}
    </Link>
  )
}
