'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Skeleton } from '@/components/ui/skeleton'
import { StatusPill } from '@/components/ui/status-pill'
import type { TenantPerson } from '@/lib/microsoft/directory/list-tenant-people'
import { addressOf, type InvitedPerson } from './invited-person'

type PersonListProps = {
  /** Undefined while the first page is on its way. */
  people: readonly TenantPerson[] | undefined
  chosen: ReadonlyMap<string, InvitedPerson>
  onToggle: (person: TenantPerson) => void
  more: { pending: boolean; load: () => void } | null
}

const tones = {
  member: 'success',
  invited: 'accent',
  requested: 'accent',
  'not-eligible': 'neutral',
} as const

/** People of the tenant to choose from; those who cannot be chosen say why. */
export function PersonList({ people, chosen, onToggle, more }: PersonListProps) {
  const t = useTranslations('users.add')
  if (people === undefined) {
    return (
      <div className="flex flex-col gap-4 p-3" aria-hidden>
        {['w-48', 'w-56', 'w-40', 'w-52'].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    )
  }
  if (people.length === 0) return <p className="p-4 text-sm text-ink-soft">{t('nobody')}</p>
  return (
    <>
      <ul aria-label={t('people')} className="divide-y divide-line">
        {people.map((person) => {
          const { id, name, jobTitle, state } = person
          const address = addressOf(person)
          return (
            <li
              key={id}
              data-person={address}
              data-state={state}
              className="flex items-center gap-3 px-3 py-1.5"
            >
              <Checkbox
                checked={chosen.has(id)}
                disabled={state !== 'available'}
                onCheckedChange={() => onToggle(person)}
                label={<span className="font-medium wrap-anywhere">{name}</span>}
                hint={
                  <span className="wrap-anywhere">{[address, jobTitle].filter(Boolean).join(' · ')}</span>
                }
                className="min-w-0 flex-1"
              />
              {state !== 'available' && <StatusPill tone={tones[state]}>{t(`states.${state}`)}</StatusPill>}
            </li>
          )
        })}
      </ul>
      {more && (
        <div className="p-2 text-center">
          <Button variant="ghost" size="small" pending={more.pending} onClick={more.load}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
