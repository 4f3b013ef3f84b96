'use client'

import { Switch as BaseSwitch } from '@base-ui/react/switch'
import type { ReactNode } from 'react'
import { classNames } from './class-names'

type SwitchProps = {
  name?: string
  checked?: boolean
  defaultChecked?: boolean
  onCheckedChange?: (checked: boolean) => void
  disabled?: boolean
  label: ReactNode
  hint?: ReactNode
  className?: string
}

/** Something that is on or off and takes effect at once. In a form that is sent, use a checkbox. */
export function Switch({ label, hint, className, onCheckedChange, ...props }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control
    <label className={classNames('flex cursor-pointer items-start justify-between gap-4 text-sm', className)}>
      <span>
        {label}
        {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
      </span>
      <BaseSwitch.Root
        {...props}
        onCheckedChange={(checked) => onCheckedChange?.(checked)}
        className="flex h-5 w-9 shrink-0 rounded-full bg-line-strong p-0.5 transition-colors data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50"
      >
        <BaseSwitch.Thumb className="size-4 rounded-full bg-surface shadow-card transition-transform duration-150 data-checked:translate-x-4" />
      </BaseSwitch.Root>
    </label>
  )
}
