'use client'

import { useState } from 'react'
import { callAction } from '@/components/call-action'
import { useRefusalText } from '@/components/refusal-text'
import { MicrosoftMark } from '@/components/shell/microsoft-mark'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/toast'
import { connectTenant } from '../actions'

/** Leads to Microsoft's page for administrators; it stays busy until the browser is there. */
export function ConnectButton({ look, label }: { look: 'primary' | 'secondary'; label: string }) {
  const refusalText = useRefusalText()
  const [pending, setPending] = useState(false)
  const connect = async () => {
    setPending(true)
    const result = await callAction(connectTenant({}))
    if (result.ok) return window.location.assign(result.data.consentUrl)
    notify({ title: refusalText(result), tone: 'danger' })
    setPending(false)
  }
  return (
    <Button variant={look} pending={pending} onClick={() => void connect()}>
      {look === 'primary' && <MicrosoftMark />}
      {label}
    </Button>
  )
}
