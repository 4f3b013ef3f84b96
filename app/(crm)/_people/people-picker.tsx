'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { ChipsCombobox, type Choice } from '@/components/ui/chips-combobox'
import { looksLikeEmail, type Person, type PersonType, personKey } from './person'
import { PersonIcon } from './person-icon'

type PeoplePickerProps = {
  value: readonly Person[]
  onChange: (value: Person[]) => void
  /** Who may be chosen; with `email`, also addresses that belong to nobody here. */
  types: readonly PersonType[]
  single?: boolean
}

type PersonChoice = Choice & { person: Person }

const pauseMs = 200

/** Finds people of the CRM while one types. */
export function PeoplePicker({ value, onChange, types, single = false }: PeoplePickerProps) {
  const t = useTranslations('people')
  const [text, setText] = useState('')
  const asked = usePause(text.trim())
  const { data: found = [], isFetching } = useQuery({
    queryKey: ['people', types.join(), asked],
    queryFn: ({ signal }) => findPeople(asked, types, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const choiceOf = (person: Person): PersonChoice => {
    const kind = t(`types.${person.type}`)
    return {
      key: personKey(person),
      label: person.name,
      hint: person.type === 'email' ? kind : [kind, person.email].filter(Boolean).join(' · '),
      icon: <PersonIcon type={person.type} />,
      person,
    }
  }
  const stranger = types.includes('email') && looksLikeEmail(text.trim()) ? [addressOf(text.trim())] : []
  return (
    <ChipsCombobox
      single={single}
      value={value.map(choiceOf)}
      onValueChange={(next) => onChange(next.map(({ person }) => person))}
      choices={[...found, ...stranger].map(choiceOf)}
      text={text}
      onTextChange={setText}
      pending={isFetching || asked !== text.trim()}
      prompt={t(types.includes('email') ? 'promptWithAddress' : 'prompt')}
      placeholder={t('placeholder')}
    />
  )
}

const addressOf = (email: string): Person => ({ type: 'email', id: null, name: email, email })

/** The text as it was when typing paused. */
function usePause(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

async function findPeople(
  search: string,
  types: readonly PersonType[],
  signal: AbortSignal,
): Promise<Person[]> {
  const query = new URLSearchParams({ search, types: types.join() })
  const answer = await fetch(`/api/internal/people?${query}`, { signal })
  if (!answer.ok) throw new Error(`People could not be searched (${answer.status})`)
  return answer.json()
}
