'use client'

import { Combobox as BaseCombobox } from '@base-ui/react/combobox'
import { Check, ChevronsUpDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { classNames } from './class-names'
import { usePopupPortal } from './popup-container'

export type ComboboxOption = { value: string; label: string; hint?: string }

type ComboboxProps = {
  options: readonly ComboboxOption[]
  name?: string
  value?: string | null
  defaultValue?: string | null
  /** Null when the choice was taken away; only with `clearable`. */
  onValueChange?: (value: string | null) => void
  clearable?: boolean
  placeholder?: string
  /** Shown when nothing matches what was typed. */
  emptyText?: string
  disabled?: boolean
  'aria-label'?: string
  className?: string
}

/** One choice out of a long list, found by typing. The form carries the option's `value`. */
export function Combobox(props: ComboboxProps) {
  const { options, value, defaultValue, onValueChange, clearable = false, emptyText, className } = props
  const t = useTranslations('ui')
  const portal = usePopupPortal()
  const option = (wanted: string) => options.find((candidate) => candidate.value === wanted) ?? null
  return (
    <BaseCombobox.Root
      items={options}
      {...(props.name && { name: props.name })}
      {...(props.disabled && { disabled: true })}
      {...(value !== undefined && { value: value === null ? null : option(value) })}
      {...(defaultValue != null && { defaultValue: option(defaultValue) })}
      isItemEqualToValue={(item, selected) => item.value === selected.value}
      onValueChange={(selected) => {
        if (selected !== null || clearable) onValueChange?.(selected?.value ?? null)
      }}
    >
      <BaseCombobox.InputGroup className={classNames('control gap-1 pr-1', className)}>
        <BaseCombobox.Input
          placeholder={props.placeholder}
          aria-label={props['aria-label']}
          className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint"
        />
        {clearable && (
          <BaseCombobox.Clear aria-label={t('clear')} className={sideButton}>
            <X aria-hidden className="size-3.5" />
          </BaseCombobox.Clear>
        )}
        <BaseCombobox.Trigger aria-label={t('showChoices')} className={sideButton}>
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </BaseCombobox.Trigger>
      </BaseCombobox.InputGroup>
      <BaseCombobox.Portal {...portal}>
        <BaseCombobox.Positioner sideOffset={4} className="z-50 outline-none">
          <BaseCombobox.Popup className="popup w-(--anchor-width) min-w-48 max-w-(--available-width)">
            <BaseCombobox.Empty>
              <p className="px-3 py-2.5 text-sm text-ink-faint">{emptyText ?? t('noMatch')}</p>
            </BaseCombobox.Empty>
            <BaseCombobox.List className="max-h-[min(18rem,var(--available-height))] overflow-y-auto p-1 outline-none data-empty:p-0">
              {(item: ComboboxOption) => (
                <BaseCombobox.Item key={item.value} value={item} className="popup-item">
                  <span className="min-w-0 flex-1">
                    <span className="block truncate">{item.label}</span>
                    {item.hint && <span className="block truncate text-xs text-ink-faint">{item.hint}</span>}
                  </span>
                  <BaseCombobox.ItemIndicator className="text-accent-text">
                    <Check aria-hidden className="size-4" />
                  </BaseCombobox.ItemIndicator>
                </BaseCombobox.Item>
              )}
            </BaseCombobox.List>
          </BaseCombobox.Popup>
        </BaseCombobox.Positioner>
      </BaseCombobox.Portal>
    </BaseCombobox.Root>
  )
}

const sideButton =
  'grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink'
