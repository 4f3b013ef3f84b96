'use client'

import { Combobox } from '@base-ui/react/combobox'
import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { usePopupPortal } from './popup-container'
import { Spinner } from './spinner'

export type Choice = { key: string; label: string; hint?: string; icon?: ReactNode }

type ChipsComboboxProps<C extends Choice> = {
  value: readonly C[]
  onValueChange: (value: C[]) => void
  /** What was found for what is typed; finding it is the caller's part. */
  choices: readonly C[]
  text: string
  onTextChange: (text: string) => void
  pending?: boolean
  /** In the list as long as nothing is typed. */
  prompt: string
  placeholder?: string
  /** When there is room for one only, another choice takes its place. */
  single?: boolean
  'aria-label'?: string
}

/** Several choices (or one) out of more than fit into a list: found by typing, kept as chips. */
export function ChipsCombobox<C extends Choice>(props: ChipsComboboxProps<C>) {
  const { value, choices, text, onTextChange, pending = false, prompt, single = false } = props
  const t = useTranslations('ui')
  const portal = usePopupPortal()
  const found = text.trim() === '' ? [] : choices
  return (
    <Combobox.Root
      multiple
      // What is chosen has to be among the items, or it would be forgotten with the search that found it.
      items={[...found, ...value.filter(({ key }) => !found.some((choice) => choice.key === key))]}
      filteredItems={found}
      value={[...value]}
      isItemEqualToValue={(item, chosen) => item.key === chosen.key}
      itemToStringLabel={({ label }) => label}
      itemToStringValue={({ key }) => key}
      inputValue={text}
      onInputValueChange={onTextChange}
      onValueChange={(next) => {
        props.onValueChange(single ? next.slice(-1) : next)
        onTextChange('')
      }}
      autoHighlight
    >
      <Combobox.InputGroup className="control h-auto min-h-control cursor-text py-1">
        <Combobox.Chips className="flex min-w-0 flex-1 flex-wrap items-center gap-1">
          {value.map((choice) => (
            <Chip key={choice.key} choice={choice} />
          ))}
          <Combobox.Input
            placeholder={value.length === 0 ? props.placeholder : undefined}
            aria-label={props['aria-label']}
            autoComplete="off"
            className="h-6 min-w-24 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
          />
        </Combobox.Chips>
        {pending && <Spinner className="shrink-0 self-center text-ink-faint" />}
      </Combobox.InputGroup>
      <Combobox.Portal {...portal}>
        <Combobox.Positioner sideOffset={4} className="z-50 outline-none">
          <Combobox.Popup className="popup w-(--anchor-width) min-w-64 max-w-(--available-width)">
            <Combobox.Empty>
              <p className="px-3 py-2.5 text-sm text-ink-faint">
                {text.trim() === '' ? prompt : pending ? t('loading') : t('noMatch')}
              </p>
            </Combobox.Empty>
            <Combobox.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto p-1 outline-none data-empty:p-0">
              {(choice: C) => (
                <Combobox.Item key={choice.key} value={choice} className="popup-item [&>svg]:size-4">
                  {choice.icon}
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{choice.label}</span>
                    {choice.hint && (
                      <span className="block truncate text-xs text-ink-faint">{choice.hint}</span>
                    )}
                  </span>
                  <Combobox.ItemIndicator className="text-accent-text">
                    <Check aria-hidden className="size-4" />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}

function Chip({ choice: { label, icon } }: { choice: Choice }) {
  const t = useTranslations('ui')
  return (
    <Combobox.Chip
      aria-label={label}
      className={classNames(
        'flex h-6 max-w-full min-w-0 cursor-default items-center gap-1 rounded-sm bg-hover pl-1.5 text-sm outline-none',
        'focus-within:bg-accent-soft focus-within:text-accent-text [&>svg]:size-3.5 [&>svg]:shrink-0',
      )}
    >
      {icon}
      <span className="min-w-0 truncate">{label}</span>
      <Combobox.ChipRemove
        aria-label={t('remove', { name: label })}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:text-ink"
      >
        <X aria-hidden className="size-3.5" />
      </Combobox.ChipRemove>
    </Combobox.Chip>
  )
}
