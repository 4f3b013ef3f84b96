'use client'

import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

/** Grows with its text up to half of the window. */
export function Textarea({ className, rows = 4, ...props }: ComponentProps<'textarea'>) {
  const { defaultValue, value, onChange, ...rest } = props
  return (
    <Field.Control
      {...(defaultValue !== undefined && { defaultValue })}
      {...(value !== undefined && { value })}
      render={
        <textarea
          {...rest}
          rows={rows}
          onChange={onChange}
          className={classNames(
            'control field-sizing-content h-auto max-h-[50dvh] items-start py-1.5',
            className,
          )}
        />
      }
    />
  )
}
