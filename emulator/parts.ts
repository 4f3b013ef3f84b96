import { calendarPart } from './calendar/part'
import { directoryPart } from './directory/part'
import { identityPart } from './identity/part'
import { mailPart } from './mail/part'
import { outlookPart } from './outlook/part'
import { pagesPart } from './pages/part'
import type { Part } from './part'
import { subscriptionsPart } from './subscriptions/part'
import { todoPart } from './todo/part'

/** What this emulator is made of. */
export const parts: readonly Part[] = [
  directoryPart,
  identityPart,
  mailPart,
  outlookPart,
  calendarPart,
  pagesPart,
  subscriptionsPart,
  todoPart,
]
