'use client'

import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { classNames } from './class-names'
import { Spinner } from './spinner'

const WAIT_MS = 250

type SearchInputProps = {
  label: string
  placeholder: string
  clearLabel: string
  /** What is being searched for, wherever that is kept. */
  value: string
  pending?: boolean
  /** Called when typing pauses, or at once with Enter or Escape. */
  onSearch: (text: string) => void
  className?: string
}

/** Searches while one types. */
export function SearchInput(props: SearchInputProps) {
  const { label, placeholder, clearLabel, value, pending = false, onSearch, className } = props
  const [text, setText] = useState(value)
  const asked = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  // Somebody else changed it: a link that resets the filters, or the browser's way back.
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (next: string, waitMs: number) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      const trimmed = next.trim()
      if (trimmed === asked.current) return
      asked.current = trimmed
      onSearch(trimmed)
    }, waitMs)
  }
  return (
    <search className={classNames('control gap-2 pr-1', className)}>
      {pending ? (
        <Spinner className="shrink-0 text-ink-faint" />
      ) : (
        <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
      )}
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => ask(event.currentTarget.value, WAIT_MS)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') ask(text, 0)
          if (event.key === 'Escape' && text !== '') ask('', 0)
        }}
        className="h-full min-w-0 flex-1 bg-transparent outline-none placeholder:text-ink-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label={clearLabel}
          onClick={() => ask('', 0)}
          className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </search>
  )
}
