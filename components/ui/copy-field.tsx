'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Button } from './button'
import { Tooltip } from './tooltip'

/** A value to carry elsewhere, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslations('ui')
  const [copied, setCopied] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2_000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
    } catch {
      // Without HTTPS browsers give no clipboard: what is selected can be copied by hand.
      input.current?.select()
    }
  }
  return (
    <div className="flex items-center gap-2">
      <input
        ref={input}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
        className="control bg-sunken font-mono"
      />
      <Tooltip text={copied ? t('copied') : t('copy')}>
        <Button size="icon" aria-label={copied ? t('copied') : t('copy')} onClick={() => void copy()}>
          {copied ? <Check aria-hidden className="text-success-text" /> : <Copy aria-hidden />}
        </Button>
      </Tooltip>
    </div>
  )
}
