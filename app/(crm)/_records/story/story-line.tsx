import type { ReactNode } from 'react'
import { fullMoment } from '@/i18n/moments'

type StoryLineProps = {
  at: Date
  mark: ReactNode
  sentence: ReactNode
  /** After the time. */
  further?: ReactNode
  action: ReactNode
  children?: ReactNode
}

/** One entry of a history: who or what it was at the left, joined to the next one by a line. */
export async function StoryLine({ at, mark, sentence, further, action, children }: StoryLineProps) {
  return (
    <li className="relative flex gap-2.5 pb-3 not-last:before:absolute not-last:before:top-6 not-last:before:bottom-0 not-last:before:left-2.5 not-last:before:w-px not-last:before:bg-line">
      {mark}
      <div className="min-w-0 flex-1 text-sm">
        <p className="first-letter:uppercase">{sentence}</p>
        {children}
        <p className="flex min-h-6 flex-wrap items-center gap-x-2.5 text-xs text-ink-faint">
          <time dateTime={at.toISOString()}>{await fullMoment(at)}</time>
          {further}
        </p>
        {action}
      </div>
    </li>
  )
}
