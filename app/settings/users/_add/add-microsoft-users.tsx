'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { forEachPerson } from '@/components/access/for-each-person'
import { type Outcome, OutcomeList } from '@/components/access/outcome-list'
import { usePeopleRefusal } from '@/components/access/use-people-refusal'
import { callAction } from '@/components/call-action'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { SearchInput } from '@/components/ui/search-input'
import { Select } from '@/components/ui/select'
import { defaultProfile, type ProfileOption } from '../_components/profile-option'
import { invite } from './actions'
import { addressOf, type InvitedPerson } from './invited-person'
import { PersonList } from './person-list'
import { useTenantPeople } from './use-tenant-people'

/** Invites users of the connected tenant, several at once (U1). */
export function AddMicrosoftUsers({ profiles }: { profiles: readonly ProfileOption[] }) {
  const t = useTranslations('users')
  const [open, setOpen] = useState(false)
  const [round, setRound] = useState(0)
  const change = (next: boolean) => {
    setOpen(next)
    if (next) setRound(round + 1)
  }
  return (
    <>
      <Button onClick={() => change(true)}>
        <MicrosoftMark />
        {t('add.microsoft')}
      </Button>
      {open && <AddDialog key={round} profiles={profiles} onOpenChange={change} />}
    </>
  )
}

type AddDialogProps = { profiles: readonly ProfileOption[]; onOpenChange: (open: boolean) => void }

function AddDialog({ profiles, onOpenChange }: AddDialogProps) {
  const t = useTranslations('users')
  const refusalText = usePeopleRefusal()
  const [search, setSearch] = useState('')
  const [profileId, setProfileId] = useState(defaultProfile(profiles))
  const [chosen, setChosen] = useState<ReadonlyMap<string, InvitedPerson>>(new Map())
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome> | null>(null)
  const { people, refusal, searching, more } = useTenantPeople(search, outcomes === null)
  const toggle = (person: InvitedPerson) => {
    const next = new Map(chosen)
    if (!next.delete(person.id)) next.set(person.id, person)
    setChosen(next)
  }
  const save = async () => {
    if (profileId === null) return
    setOutcomes(new Map())
    await forEachPerson(
      [...chosen.values()],
      (person) => {
        const { id: microsoftUserId, name } = person
        return callAction(invite({ email: addressOf(person), name, profileId, microsoftUserId }))
      },
      ({ id }, outcome) => setOutcomes((known) => new Map(known).set(id, outcome)),
    )
  }
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      size="medium"
      title={t('add.title')}
      description={outcomes === null ? t('add.microsoftText') : undefined}
      footer={
        outcomes === null ? (
          <>
            <Button onClick={() => onOpenChange(false)}>{t('cancel')}</Button>
            <Button
              variant="primary"
              disabled={chosen.size === 0 || profileId === null}
              onClick={() => void save()}
            >
              {t('save')}
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={() => onOpenChange(false)}>
            {t('close')}
          </Button>
        )
      }
    >
      {outcomes !== null ? (
        <OutcomeList
          people={[...chosen.values()].map((person) => ({ ...person, key: addressOf(person) }))}
          outcomes={outcomes}
          label={t('add.progress')}
          words={(outcome) => (outcome.ok ? t('add.invited') : refusalText(outcome))}
        />
      ) : (
        <div className="flex flex-col gap-3">
          <SearchInput
            label={t('add.search')}
            placeholder={t('searchHint')}
            clearLabel={t('clearSearch')}
            value={search}
            pending={searching}
            onSearch={setSearch}
          />
          {refusal ? (
            <Callout tone="danger" live>
              {refusalText(refusal)}
            </Callout>
          ) : (
            <div className="h-72 max-h-[40dvh] overflow-y-auto rounded-md border border-line">
              <PersonList people={people} chosen={chosen} onToggle={toggle} more={more} />
            </div>
          )}
          <output className="text-sm text-ink-soft">{t('add.chosen', { count: chosen.size })}</output>
          <Field label={t('profile')}>
            <Select options={profiles} value={profileId} onValueChange={setProfileId} />
          </Field>
        </div>
      )}
    </Dialog>
  )
}
