import type { ReactNode } from 'react'
import { MicrosoftHeader } from '../_components/microsoft-header'
import { MicrosoftTabs } from '../_components/microsoft-tabs'

/** One heading over the pages about Microsoft 365 that stand side by side; what leads further down has its own. */
export default function TabsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <MicrosoftHeader />
      <MicrosoftTabs />
      <div className="mt-4">{children}</div>
    </>
  )
}
