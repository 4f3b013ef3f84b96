'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup as BaseRadioGroup } from '@base-ui/react/radio-group'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

type RadioGroupProps<Value extends string> = {
  label: string
  options: readonly { value: Value; label: ReactNode; hint?: ReactNode; disabled?: boolean }[]
  name?: string
  value?: Value
  defaultValue?: Value
  onValueChange?: (value: Value) => void
  className?: string
}

/** One choice out of a few that deserve a line of explanation each. */
export function RadioGroup<Value extends string>({
  label,
  options,
  name,
  value,
  defaultValue,
  onValueChange,
  className,
}: RadioGroupProps<Value>) {
  const id = useId()
  return (
    <BaseRadioGroup
      aria-label={label}
      {...(name && { name })}
      {...(value !== undefined && { value })}
      {...(defaultValue !== undefined && { defaultValue })}
      onValueChange={(next) => onValueChange?.(next as Value)}
      className={classNames('flex flex-col gap-2', className)}
    >
      {options.map((option) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the radio inside is the control
        <label key={option.value} className="flex w-fit cursor-pointer items-start gap-2.5 text-sm">
          <span className="flex h-5 items-center">
            <Radio.Root
              value={option.value}
              // Said before the browser has taken the page over, too.
              aria-labelledby={`${id}-${option.value}`}
              disabled={option.disabled ?? false}
              className="grid size-4 shrink-0 place-items-center rounded-full border border-line-strong bg-surface hover:border-ink-faint data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-accent-ink data-unchecked:hidden" />
            </Radio.Root>
          </span>
          <span id={`${id}-${option.value}`}>
            {option.label}
            {option.hint && <span className="block text-xs text-ink-faint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </BaseRadioGroup>
  )
}
