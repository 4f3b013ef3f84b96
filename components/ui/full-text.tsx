'use client'

import { useEffect, useRef } from 'react'

const isCut = (element: Element) =>
  element.matches('.truncate') && element.scrollWidth > element.clientWidth && element.textContent !== ''

/**
 * Whatever `truncate` cuts short on a page shows its whole text: as a tooltip under the mouse, also where the link of a
 * whole table row lies over it, and in a popup of its own where the keyboard is and where a finger rests. One for the
 * page instead of a `title` on each, which would be read out twice; who listens hears the whole text anyway.
 */
export function FullText() {
  const popup = useRef<HTMLDivElement>(null)
  useEffect(titleUnderMouse, [])
  useEffect(() => (popup.current ? tellWithoutMouse(popup.current) : undefined), [])
  return (
    <div
      ref={popup}
      popover="manual"
      aria-hidden
      className="pointer-events-none fixed inset-auto m-0 rounded-md bg-ink px-2 py-1 text-sm wrap-anywhere whitespace-pre-line text-canvas"
    />
  )
}

function titleUnderMouse() {
  let titled: Element | null = null
  const onMove = ({ target, clientX, clientY, pointerType }: PointerEvent) => {
    if (pointerType !== 'mouse' || !(target instanceof Element)) return
    const text = document.elementsFromPoint(clientX, clientY).find(isCut)?.textContent
    if (titled && (titled !== target || text === undefined)) {
      titled.removeAttribute('title')
      titled = null
    }
    if (text === undefined || (titled !== target && target.closest('[title]'))) return
    if (target.getAttribute('title') !== text) target.setAttribute('title', text)
    titled = target
  }
  document.addEventListener('pointermove', onMove, { passive: true })
  return () => {
    document.removeEventListener('pointermove', onMove)
    titled?.removeAttribute('title')
  }
}

/** How long a finger rests before it asks for the whole text. */
const restMs = 400

function tellWithoutMouse(popup: HTMLElement) {
  const listening = new AbortController()
  const listen = { signal: listening.signal, capture: true, passive: true }
  let told: Element[] = []
  let resting: ReturnType<typeof setTimeout> | undefined
  const tell = (cut: Element[]) => {
    told = cut
    popup.hidePopover()
    if (cut.length === 0) return
    popup.textContent = cut.map(({ textContent }) => textContent).join('\n')
    putAt(popup, cut)
    popup.showPopover()
  }
  const lift = () => clearTimeout(resting)
  document.addEventListener('focusin', ({ target }) => tell(cutAt(target)), listen)
  document.addEventListener('focusout', () => tell([]), listen)
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && tell([]), listen)
  document.addEventListener('scroll', () => putAt(popup, told), listen)
  document.addEventListener(
    'pointerdown',
    ({ pointerType, clientX, clientY }) => {
      lift()
      tell([])
      if (pointerType === 'mouse') return
      const rest = () => tell(document.elementsFromPoint(clientX, clientY).filter(isCut).slice(0, 1))
      resting = setTimeout(rest, restMs)
    },
    listen,
  )
  for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, lift, listen)
  return () => {
    lift()
    listening.abort()
  }
}

/** What is cut in that which has the focus; of a row all that cannot have it by itself. */
function cutAt(target: EventTarget | null): Element[] {
  if (!(target instanceof Element) || !target.matches('a:focus-visible, button:focus-visible')) return []
  const isFirst = (row: Element) => row.querySelector('a') === target
  const row = target.closest('tr')
  const within = row && isFirst(row) ? row : target
  return [within, ...within.querySelectorAll('.truncate')]
    .filter(isCut)
    .filter((element) => [null, target].includes(element.closest('a, button')))
    .filter((element) => element === target || element.querySelector('a, button') === null)
}

/** Beside the first, on the side of the screen where there is room. */
function putAt(popup: HTMLElement, [first]: readonly Element[]) {
  if (first === undefined) return
  const { left, right, top, bottom } = first.getBoundingClientRect()
  const { innerWidth, innerHeight } = window
  const edge = 8
  const isLeft = left < innerWidth / 2
  const isUpper = bottom < innerHeight / 2
  const gap = Math.max(edge, isLeft ? left : innerWidth - right)
  Object.assign(popup.style, {
    left: isLeft ? `${gap}px` : 'auto',
    right: isLeft ? 'auto' : `${gap}px`,
    top: isUpper ? `${bottom + edge}px` : 'auto',
    bottom: isUpper ? 'auto' : `${innerHeight - top + edge}px`,
    maxWidth: `min(30rem, ${innerWidth - gap - edge}px)`,
  })
}
