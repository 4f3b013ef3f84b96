'use client'

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { classNames } from './class-names'

type CheckboxProps = {
  name?: string
  checked?: boolean
  defaultChecked?: boolean
  /** Some, but not all, of what it stands for are chosen. */
  indeterminate?: boolean
  onCheckedChange?: (checked: boolean) => void
  disabled?: boolean
  /** Visible text beside the box; without it give an `aria-label`. */
  label?: ReactNode
  hint?: ReactNode
  'aria-label'?: string
  className?: string
}

export function Checkbox({ label, hint, className, onCheckedChange, ...props }: CheckboxProps) {
  const labelId = useId()
  const box = (
    <BaseCheckbox.Root
      {...props}
      // Said before the browser has taken the page over, too.
      {...(label && { 'aria-labelledby': labelId })}
      onCheckedChange={(checked) => onCheckedChange?.(checked)}
      className={classNames(
        'grid size-4 shrink-0 place-items-center rounded-sm border border-line-strong bg-surface text-accent-ink transition-colors',
        'hover:border-ink-faint data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent data-indeterminate:bg-accent',
        'data-disabled:cursor-not-allowed data-disabled:opacity-50',
        !label && className,
      )}
    >
      <BaseCheckbox.Indicator className="data-unchecked:hidden">
        {props.indeterminate ? (
          <Minus aria-hidden className="size-3" strokeWidth={3} />
        ) : (
          <Check aria-hidden className="size-3" strokeWidth={3} />
        )}
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  )
  if (!label) return box
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
    <label className={classNames('flex w-fit cursor-pointer items-start gap-2.5 py-0.5 text-sm', className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span id={labelId}>
        {label}
        {hint && <span className="block text-xs text-ink-faint">{hint}</span>}
      </span>
    </label>
  )
}
