import { getFormatter, getTranslations } from 'next-intl/server'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { fullMoment } from '@/i18n/moments'
import type { RunFigure, RunView } from '@/lib/sync/activity/runs'
import { RunCounts } from '../../../_activity/run-counts'

const outcomes = ['disabled-by-user', 'container-deleted'] as const

/** When, how long, what on which side, and how it ended. */
export async function RunFacts({ run, figures }: { run: RunView; figures: readonly RunFigure[] }) {
  const [t, format] = await Promise.all([getTranslations('undo'), getFormatter()])
  const { outcome, startedAt, finishedAt } = run
  const known = outcomes.find((one) => one === outcome)
  const counts = (direction: RunFigure['direction']) => (
    <RunCounts figures={figures.filter((figure) => figure.direction === direction)} />
  )
  const seconds = finishedAt === null ? null : (finishedAt.getTime() - startedAt.getTime()) / 1_000
  const took =
    seconds === null
      ? t('states.running')
      : format.number(seconds < 100 ? seconds : seconds / 60, {
          style: 'unit',
          unit: seconds < 100 ? 'second' : 'minute',
          unitDisplay: 'short',
          maximumFractionDigits: seconds < 10 ? 1 : 0,
        })
  return (
    <Card>
      <DescriptionList
        className="sm:grid-cols-2 xl:grid-cols-4"
        items={[
          { key: 'toMicrosoft', label: t('figures.toMicrosoft'), value: counts('toMicrosoft') },
          { key: 'toCrm', label: t('figures.toCrm'), value: counts('toCrm') },
          { key: 'started', label: t('figures.started'), value: await fullMoment(startedAt) },
          { key: 'took', label: t('figures.took'), value: took },
          ...(outcome === null
            ? []
            : [
                {
                  key: 'end',
                  label: t('figures.end'),
                  value: known ? t(`outcomes.${known}`) : t('outcomes.other', { outcome }),
                },
              ]),
        ]}
      />
    </Card>
  )
}
