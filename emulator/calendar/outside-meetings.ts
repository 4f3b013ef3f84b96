import type { Collection } from '../core/collection'
import type { Store } from '../core/store'
import type { EventValues } from './event-values'
import type { Meeting } from './meetings'

/** A meeting whose organizer has no mailbox here. The id is its iCalUId. */
export type OutsideMeeting = Meeting & { id: string; values: EventValues }

export const outsideMeetings = (store: Store): Collection<OutsideMeeting> =>
  store.collection('outside-meetings')
