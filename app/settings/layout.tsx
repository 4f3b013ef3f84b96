import type { ReactNode } from 'react'
import { SignedInShell } from '../_shell/signed-in-shell'
import { SettingsNav } from './_components/settings-nav'

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <SignedInShell>
      <div className="gap-8 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SettingsNav />
        <div className="min-w-0 max-w-240">{children}</div>
      </div>
    </SignedInShell>
  )
}
