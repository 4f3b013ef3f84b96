import { ArrowLeft, ArrowRight } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { Fragment } from 'react'
import type { RunFigure } from '@/lib/sync/activity/runs'

const order = [
  'created',
  'updated',
  'deleted',
  'matched',
  'conflict',
  'unlinked',
  'skipped',
  'failed',
] as const

/** What a run did in one direction, or in both with an arrow before each, in a few words. */
export async function RunCounts({
  figures,
  arrows = false,
}: {
  figures: readonly RunFigure[]
  arrows?: boolean
}) {
  const t = await getTranslations('undo')
  const directions = (['toMicrosoft', 'toCrm'] as const)
    .map((direction) => {
      const own = figures.filter((figure) => figure.direction === direction)
      const words = order.flatMap((action) => {
        const count = own.find((figure) => figure.action === action)?.count ?? 0
        return count > 0 ? [t(`counts.${action}`, { count })] : []
      })
      return { direction, words }
    })
    .filter(({ words }) => words.length > 0)
  if (directions.length === 0) return t('counts.none')
  return (
    <span className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
      {directions.map(({ direction, words }) => (
        <span key={direction} className="inline-flex items-center gap-1.5">
          {arrows && <DirectionArrow direction={direction} label={t(`filter.${direction}`)} />}
          {words.map((text, at) => (
            <Fragment key={text}>
              {at > 0 && <span aria-hidden>·</span>}
              {text}
            </Fragment>
          ))}
        </span>
      ))}
    </span>
  )
}

function DirectionArrow({ direction, label }: { direction: RunFigure['direction']; label: string }) {
  const Arrow = direction === 'toMicrosoft' ? ArrowRight : ArrowLeft
  return <Arrow aria-label={label} role="img" className="size-3.5 shrink-0 text-ink-faint" />
}
