'use client'

import { Select as BaseSelect } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { classNames } from './class-names'
import { usePopupPortal } from './popup-container'

export type SelectOption<Value extends string = string> = {
  value: Value
  label: string
  /** A second line in the list. */
  hint?: string
  icon?: ReactNode
  disabled?: boolean
}

type SelectProps<Value extends string> = {
  options: readonly SelectOption<Value>[]
  name?: string
  value?: Value | null
  defaultValue?: Value | null
  onValueChange?: (value: Value) => void
  placeholder?: string
  /** Before the chosen value. */
  icon?: ReactNode
  disabled?: boolean
  /** Needed where no field's label names it. */
  'aria-label'?: string
  className?: string
  id?: string
}

/** One choice out of a short list. For long lists use the combobox. */
export function Select<Value extends string>({
  options,
  onValueChange,
  placeholder,
  icon,
  className,
  'aria-label': ariaLabel,
  id,
  ...root
}: SelectProps<Value>) {
  const portal = usePopupPortal()
  return (
    <BaseSelect.Root
      {...root}
      items={options}
      onValueChange={(value) => {
        if (value !== null) onValueChange?.(value as Value)
      }}
    >
      <BaseSelect.Trigger
        {...(id && { id })}
        aria-label={ariaLabel}
        className={classNames('control justify-between gap-2 text-left select-none', className)}
      >
        {icon}
        <BaseSelect.Value
          className="min-w-0 flex-1 truncate data-placeholder:text-ink-faint"
          placeholder={placeholder}
        />
        <BaseSelect.Icon className="shrink-0 text-ink-faint">
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal {...portal}>
        <BaseSelect.Positioner
          sideOffset={4}
          alignItemWithTrigger={false}
          className="z-50 outline-none select-none"
        >
          <BaseSelect.Popup className="popup min-w-(--anchor-width) max-w-[min(24rem,var(--available-width))]">
            <BaseSelect.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <BaseSelect.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled ?? false}
                  className="popup-item"
                >
                  {option.icon}
                  <span className="min-w-0 flex-1">
                    <BaseSelect.ItemText className="block truncate">{option.label}</BaseSelect.ItemText>
                    {option.hint && <span className="block text-xs text-ink-faint">{option.hint}</span>}
                  </span>
                  <BaseSelect.ItemIndicator className="text-accent-text">
                    <Check aria-hidden className="size-4" />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
