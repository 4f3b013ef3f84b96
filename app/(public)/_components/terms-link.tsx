import type { ReactNode } from 'react'

/** To the terms of use, beside what accepts them: what was typed stays where it is. */
export function TermsLink({ children }: { children: ReactNode }) {
  return (
    <a href="/terms" target="_blank" className="text-accent-text underline underline-offset-3" rel="noopener">
      {children}
    </a>
  )
}
