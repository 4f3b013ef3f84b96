'use client'

import { createContext, useContext } from 'react'

type Container = { readonly current: HTMLElement | null } | undefined

/** The page's main landmark, where assistive technology looks for what belongs to the page. */
const mainLandmark: Container = {
  get current() {
    return document.querySelector('main')
  },
}

/** Where menus and lists open. A dialog sets it to undefined (the body): while it is open, the page is out of reach. */
export const PopupContainer = createContext<Container>(mainLandmark)

/** The props of a portal that opens in the right place. */
export function usePopupPortal(): { container?: Exclude<Container, undefined> } {
  const container = useContext(PopupContainer)
  return container === undefined ? {} : { container }
}
