import type { ReactNode } from 'react'
import { findSession } from '@/lib/web/context'
import { SignedInShell } from '../_shell/signed-in-shell'
import { SettingsNav } from './_components/settings-nav'

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const viewer = await findSession()
  return (
    <SignedInShell>
      <div className="gap-8 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SettingsNav managesUsers={viewer?.profile.permissions.has('manage-users') ?? false} />
        <div className="min-w-0 max-w-240">{children}</div>
      </div>
    </SignedInShell>
  )
}
