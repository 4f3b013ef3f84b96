'use client'

import { Input as BaseInput } from '@base-ui/react/input'
import type { ComponentProps } from 'react'
import { classNames } from './class-names'

type InputProps = Omit<ComponentProps<typeof BaseInput>, 'className'> & { className?: string }

export function Input({ className, ...props }: InputProps) {
  return <BaseInput {...props} className={classNames('control', className)} />
}
