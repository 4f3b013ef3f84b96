'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'

type ChoiceBarProps = {
  label: string
  /** How much is chosen, in words. */
  chosen: string
  clearLabel: string
  onClear: () => void
  children: ReactNode
}

/** What can be done with the chosen rows. It floats, so that choosing moves nothing. */
export function ChoiceBar({ label, chosen, clearLabel, onClear, children }: ChoiceBarProps) {
  return (
    <section
      aria-label={label}
      className="sticky bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center justify-center gap-1 rounded-lg bg-raised p-1.5 pl-3.5 shadow-dialog lg:bottom-5"
    >
      <output className="mr-2 text-sm font-medium whitespace-nowrap">{chosen}</output>
      {children}
      <Button variant="ghost" size="icon-small" aria-label={clearLabel} onClick={onClear}>
        <X aria-hidden />
      </Button>
    </section>
  )
}
