import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SearchInput } from './search-input'

// React warns unless it is told that `act` is around every update (react.dev/reference/react/act).
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const labels = { label: 'Search', placeholder: 'Name', clearLabel: 'Clear' }
let root: Root
let asked: string[]

const show = (value: string) =>
  act(() =>
    root.render(createElement(SearchInput, { ...labels, value, onSearch: (text) => asked.push(text) })),
  )

const field = () => {
  const input = document.querySelector('input')
  if (input === null) throw new Error('there is no field')
  return input
}

function type(text: string) {
  act(() => {
    // React listens to the setter of the element itself; the prototype's one is what a browser uses.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  const container = document.body.appendChild(document.createElement('div'))
  root = createRoot(container)
  show('')
})

afterEach(() => {
  act(() => root.unmount())
  document.body.replaceChildren()
  vi.useRealTimers()
})

describe('SearchInput', () => {
  it('asks once typing pauses, for the last text only', () => {
    type('du')
    type('durand ')
    act(() => vi.runAllTimers())
    expect(asked).toEqual(['durand'])
  })

  it('does not ask again for what is being shown already', () => {
    type('durand')
    act(() => vi.runAllTimers())
    type('durand ')
    act(() => vi.runAllTimers())
    expect(asked).toEqual(['durand'])
  })

  it('follows a search that was changed elsewhere', () => {
    type('durand')
    act(() => vi.runAllTimers())
    show('durand')
    show('')
    expect(field().value).toBe('')
  })

  it('keeps what is typed on when the answer to an earlier text arrives', () => {
    type('du')
    act(() => vi.runAllTimers())
    type('durand')
    show('du')
    expect(field().value).toBe('durand')
  })
})
