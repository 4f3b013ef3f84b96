import { Check } from 'lucide-react'
import { classNames } from './class-names'

/** Where one is in a task of several steps. */
export function Stepper({
  label,
  steps,
  current,
}: {
  label: string
  steps: readonly string[]
  /** Index of the step being worked on; `steps.length` when all are done. */
  current: number
}) {
  return (
    <ol aria-label={label} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === current ? 'step' : undefined}
          className={classNames(
            'flex items-center gap-2 not-last:after:ml-1 not-last:after:h-px not-last:after:w-5 not-last:after:bg-line-strong not-last:after:content-[""]',
            index === current ? 'font-semibold text-ink' : 'text-ink-faint',
          )}
        >
          <span
            aria-hidden
            className={classNames(
              'grid size-5 place-items-center rounded-full border text-xs font-semibold tabular-nums',
              index < current && 'border-transparent bg-accent-soft text-accent-text',
              index === current && 'border-transparent bg-accent text-accent-ink',
              index > current && 'border-line-strong',
            )}
          >
            {index < current ? <Check className="size-3" strokeWidth={3} /> : index + 1}
          </span>
          <span className={classNames(index !== current && 'max-sm:sr-only')}>{step}</span>
        </li>
      ))}
    </ol>
  )
}
