'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Progress } from '@/components/ui/progress'
import { Spinner } from '@/components/ui/spinner'
import { usePeopleRefusal } from '../_components/use-people-refusal'
import { addressOf, type InvitedPerson, type Outcome } from './invite-each'

type OutcomeListProps = { people: readonly InvitedPerson[]; outcomes: ReadonlyMap<string, Outcome> }

/** How far the invitations have come, and what became of each person. */
export function OutcomeList({ people, outcomes }: OutcomeListProps) {
  const t = useTranslations('users.add')
  const refusalText = usePeopleRefusal()
  const words = (outcome: Outcome | undefined) => {
    if (outcome === undefined) return t('waiting')
    return outcome.ok ? t('invited') : refusalText(outcome)
  }
  return (
    <div className="flex flex-col gap-4">
      <Progress
        label={t('progress')}
        value={outcomes.size}
        max={people.length}
        valueText={t('progressOf', { done: outcomes.size, count: people.length })}
      />
      <ul aria-label={t('results')} aria-live="polite" className="divide-y divide-line">
        {people.map((person) => {
          const outcome = outcomes.get(person.id)
          return (
            <li
              key={person.id}
              data-person={addressOf(person)}
              data-outcome={outcome === undefined ? 'waiting' : outcome.ok ? 'invited' : outcome.code}
              className="flex items-start gap-3 py-2"
            >
              <span className="mt-0.5 [&_svg]:size-4">
                {outcome === undefined ? (
                  <Spinner className="text-ink-faint" />
                ) : outcome.ok ? (
                  <CircleCheck aria-hidden className="text-success-text" />
                ) : (
                  <CircleAlert aria-hidden className="text-danger-text" />
                )}
              </span>
              <span className="min-w-0 text-sm">
                <span className="block font-medium wrap-anywhere">{person.name}</span>
                <span className="block text-ink-soft">{words(outcome)}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
