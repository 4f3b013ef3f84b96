'use client'

import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'

/** A file can be dropped here, or chosen with the button. */
export function FileStep({ pending, onChoose }: { pending: boolean; onChoose: (file: File) => void }) {
  const t = useTranslations('import')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file) onChoose(file)
    // The same file, corrected meanwhile, can be chosen again.
    if (input.current) input.current.value = ''
  }
  return (
    <section
      aria-label={t('steps.file')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        if (!pending) take(event.dataTransfer.files)
      }}
      className={classNames(
        'flex flex-col items-center gap-3 rounded-lg border-2 border-dashed border-line-strong/60 bg-surface px-6 py-14 text-center transition-colors',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <FileUp aria-hidden className="size-8 text-ink-faint" />
      <p className="max-w-md text-base text-balance text-ink-soft">{t('fileHint')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label={t('chooseFile')}
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => take(event.currentTarget.files)}
      />
      <Button variant="primary" pending={pending} onClick={() => input.current?.click()}>
        {t('chooseFile')}
      </Button>
      <p className="text-xs text-ink-faint">{t('fileLimits')}</p>
    </section>
  )
}
