import type { ReactNode } from 'react'

/** The way back and the way on, at the bottom of what one sees however long the step is. */
export function StepFooter({ children }: { children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex justify-end gap-2 border-t border-line bg-canvas/95 px-4 py-3 max-md:bottom-14 sm:-mx-1 sm:px-1">
      {children}
    </div>
  )
}
