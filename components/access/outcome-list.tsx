'use client'

import { CircleAlert, CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Progress } from '@/components/ui/progress'
import { Spinner } from '@/components/ui/spinner'
import type { ActionResult } from '@/lib/web/server-action'

export type Outcome = ActionResult<null>

type OutcomeListProps = {
  /** `key` tells them apart in the page, such as an address. */
  people: readonly { id: string; name: string; key: string }[]
  outcomes: ReadonlyMap<string, Outcome>
  /** What is being done. */
  label: string
  /** What became of a person. */
  words: (outcome: Outcome) => string
}

/** How far something that is done for several people has come, and what became of each. */
export function OutcomeList({ people, outcomes, label, words }: OutcomeListProps) {
  const t = useTranslations('users.outcomes')
  return (
    <div className="flex flex-col gap-4">
      <Progress
        label={label}
        value={outcomes.size}
        max={people.length}
        valueText={t('progress', { done: outcomes.size, count: people.length })}
      />
      <ul aria-label={t('results')} aria-live="polite" className="divide-y divide-line">
        {people.map(({ id, name, key }) => {
          const outcome = outcomes.get(id)
          return (
            <li
              key={id}
              data-person={key}
              data-outcome={outcome === undefined ? 'waiting' : outcome.ok ? 'done' : outcome.code}
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
                <span className="block font-medium wrap-anywhere">{name}</span>
                <span className="block text-ink-soft">
                  {outcome === undefined ? t('waiting') : words(outcome)}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
