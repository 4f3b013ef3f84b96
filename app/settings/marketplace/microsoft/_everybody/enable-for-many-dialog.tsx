'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { forEachPerson } from '@/components/access/for-each-person'
import { type Outcome, OutcomeList } from '@/components/access/outcome-list'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import type { EnableForManyPreview } from '@/lib/sync/enable-for-many/preview-enable-for-many'
import type { ModuleName } from '@/lib/sync/modules/module'
import { enableFor, previewForMany } from './actions'
import { PreviewFigures } from './preview-figures'
import { useMemberPreviews } from './use-member-previews'

const isChanged = (outcome: Outcome) => !outcome.ok && outcome.code === 'changed-meanwhile'

type EnableForManyDialogProps = { module: ModuleName; onOpenChange: (open: boolean) => void }

/** Shows for whom a module would be turned on and what that would do, then does just that, one person after the other. */
export function EnableForManyDialog({ module, onOpenChange }: EnableForManyDialogProps) {
  const t = useTranslations('users.everybody')
  const tUsers = useTranslations('users')
  const tMany = useTranslations('preview.many')
  const tModules = useTranslations('permissions')
  const refusalText = usePeopleRefusal()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome> | null>(null)
  const [people, setPeople] = useState<EnableForManyPreview['ready']>([])
  const { data: result, refetch } = useQuery({
    queryKey: ['microsoft', 'enable-for-many', module],
    queryFn: () => callAction(previewForMany({ module })),
    enabled: outcomes === null,
    gcTime: 0,
  })
  const name = tModules(module)
  const listed = result?.ok ? result.data.ready : null
  const previews = useMemberPreviews(module, outcomes === null ? listed : null)
  // Whoever has not been looked at yet is left for another time.
  const ready = (listed ?? []).filter(({ memberId }) => previews.get(memberId)?.ok)
  const start = async () => {
    setPeople(ready)
    setOutcomes(new Map())
    await forEachPerson(
      ready,
      ({ memberId }) => {
        const shown = previews.get(memberId)
        return callAction(enableFor({ module, memberId, seal: shown?.ok ? shown.data.seal : undefined }))
      },
      ({ memberId }, outcome) => setOutcomes((known) => new Map(known).set(memberId, outcome)),
    )
  }
  const hasChanged = [...(outcomes?.values() ?? [])].some(isChanged)
  const lookAgain = () => {
    setOutcomes(null)
    void refetch()
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={t('dialogTitle', { module: name })}
      footer={
        outcomes === null ? (
          <>
            <Button onClick={() => onOpenChange(false)}>{tUsers('cancel')}</Button>
            {ready.length > 0 && (
              <Button variant="primary" onClick={() => void start()}>
                {t('confirm', { module: name, count: ready.length })}
              </Button>
            )}
          </>
        ) : (
          <>
            {hasChanged && outcomes.size === people.length && (
              <Button onClick={lookAgain}>{tMany('lookAgain')}</Button>
            )}
            <Button variant="primary" onClick={() => onOpenChange(false)}>
              {tUsers('close')}
            </Button>
          </>
        )
      }
    >
      {outcomes !== null ? (
        <OutcomeList
          people={people.map((person) => ({ ...person, id: person.memberId, key: person.email }))}
          outcomes={outcomes}
          label={t('progress', { module: name })}
          words={(outcome) =>
            outcome.ok ? t('done') : isChanged(outcome) ? tMany('changedMeanwhile') : refusalText(outcome)
          }
        />
      ) : result === undefined ? (
        <div className="flex h-40 flex-col gap-3" aria-busy>
          <Skeleton className="w-64" />
          <Skeleton className="w-48" />
          <Skeleton className="w-56" />
        </div>
      ) : result.ok ? (
        <PreviewFigures preview={result.data} previews={previews} module={module} name={name} />
      ) : (
        <Callout tone="danger" live>
          {refusalText(result)}
        </Callout>
      )}
    </Dialog>
  )
}
