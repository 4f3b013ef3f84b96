import type { ReactNode } from 'react'

/** A word between two ways that lead to the same place. */
export function OrLine({ children }: { children: ReactNode }) {
  return (
    <div className="my-4 flex items-center gap-3 text-sm text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {children}
    </div>
  )
}
