/**
 * Points on which Microsoft's documentation is silent or contradicts what people saw. Each can be switched to either
 * reading, so that an engine can be tested under both; the first value is the default. emulator/README.md explains them.
 */
export const uncertainChoices = {
  /** GET by id of a deleted contact folder or calendar. */
  U1: ['404', '200'],
  /** Delta of a deleted contact folder or calendar. */
  U2: ['404', '404-sync-folder', '410', 'empty'],
  /** Deleting a calendar cancels its meetings for their attendees. */
  U3: ['no', 'yes'],
  /** If-Match on contacts, and on DELETE of events; PATCH of an event always honours it. */
  U4: ['patch', 'patch-and-delete', 'ignored'],
  /** Error code of the rules for all-day events. */
  U5: ['ErrorPropertyValidationFailure', 'ErrorInvalidRequest'],
  /** How far a transactionId is remembered: in the whole mailbox as long as the event exists, or otherwise. */
  U6: ['while-it-exists', 'per-calendar', 'beyond-deletion'],
  /** Default page size of event delta. */
  U7: ['10', '50'],
  /** `Prefer: outlook.body-content-type` with event delta. */
  U8: ['ignored', 'honoured'],
  /** `$select` on event delta. */
  U9: ['400', 'ignored', 'honoured'],
  /** A declined invitation leaves the calendar, or stays as declined. */
  U10: ['removed', 'kept'],
  /** An event keeps its id when it is accepted, and when a single event becomes a series or a series a single event. */
  U11: ['keeps', 'new-id'],
  /** Zone names of events on return: as they were sent, or Windows' names. */
  U12: ['as-sent', 'windows'],
  /** A subscription to the events of a calendar that is not the default one. */
  U13: ['works', '400'],
  /** A change of an extended property brings the contact or event into delta. */
  U14: ['yes', 'no'],
  /** `$expand` of extended properties on contact delta. */
  U15: ['500', 'ignored', 'honoured'],
  /** `$select` on contact delta and changes of other properties. */
  U16: ['appears', 'hidden'],
  /** Limits of imAddresses and text lengths: more than 3 or 255 is refused, or taken. */
  U17: ['400', 'accepted'],
  /** Time part of a birthday on return. */
  U18: ['11:59', 'midnight', 'as-sent'],
  /** Line ends in personalNotes and in bodies of events. */
  U19: ['crlf', 'as-sent'],
  /** primaryEmailAddress and its siblings in a write. */
  U20: ['read-only', 'writable'],
  /** To Do of work accounts: as people saw it on personal ones, or as the pages say (`$select`, children on `$expand`). */
  U21: ['as-measured', 'as-documented'],
  /** The outer code of a 404 of To Do. */
  U22: ['ErrorItemNotFound', 'itemNotFound'],
  /** Writes of To Do with application permission. */
  U23: ['work', '403'],
  /** Delta tokens live until told to expire, or seven days. */
  U24: ['until-told', 'seven-days'],
  /** A linked resource survives the move of its task to another list. */
  U25: ['yes', 'no'],
  /** A task's title of more than 255 characters. */
  U26: ['400', 'accepted'],
  /** A task list with a name that is taken: the new one gets a number behind it, or both have the same. */
  U27: ['suffix', 'two-equal'],
  /** Code of a failed subscription validation. */
  U28: ['InvalidRequest', 'ValidationError'],
  /** A second subscription with the same app, resource and change types. */
  U29: ['409', 'accepted'],
  /** How long fresh admin consent takes to reach tokens. */
  U30: ['none', 'one-minute'],
  /** `GET /subscriptions/{id}` returns clientState. */
  U31: ['yes', 'no'],
  /** Every new event is made an online meeting. */
  U32: ['no', 'yes'],
  /** Unordered batch parts on one mailbox: all at once (those beyond the limit are refused), or four at a time. */
  U33: ['all-at-once', 'four-at-a-time'],
  /** Deleting a contact folder or calendar when Deleted Items holds one of that name. */
  U34: ['409', '204-without-effect', '503'],
  /** The longest calendar view, 1,825 days, holds for its delta too. */
  U35: ['yes', 'no'],
  /** A subject of more than 255 characters. */
  U36: ['400', 'accepted'],
  /** `isAllDay` switched on without new times: refused unless they are midnights, or widened to whole days. */
  U37: ['400-unless-midnight', 'whole-days'],
  /** Deleting the default contact folder or calendar. */
  U38: ['ErrorDeleteDistinguishedFolder', 'ErrorAccessDenied'],
  /** Values of extended properties are compared in `$filter`. */
  U39: ['ignoring-case', 'exactly'],
  /** A text body in a PATCH of a task. */
  U40: ['kept', 'becomes-html'],
  /** Success of `POST /subscriptions/{id}/reauthorize`. */
  U41: ['204', '200'],
  /** `GET …/events/{id}/calendar`. */
  U44: ['200', '400'],
  /** When the organizer moves a meeting in time, an attendee's answer stays, or is asked for again. */
  U45: ['kept', 'asked-again'],
  /** responseStatus of an own appointment without attendees. */
  U46: ['organizer', 'none'],
} as const

export type Uncertain = { [K in keyof typeof uncertainChoices]: (typeof uncertainChoices)[K][number] }

export const uncertainDefaults = Object.fromEntries(
  Object.entries(uncertainChoices).map(([key, [first]]) => [key, first]),
) as Uncertain
