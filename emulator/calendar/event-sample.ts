import { defaultCalendar } from './calendars'
import { eventToGraph } from './event-to-graph'
import { eventDefaults, neverResponded } from './event-values'
import { momentAt } from './moment'
import { wholeEvent } from './series'

const nobody = '00000000-0000-0000-0000-000000000000'
const moment = momentAt('2000-01-01T00:00:00.000', 'UTC')

/** Every property of an event: what can be selected. */
export const sampleEvent: Readonly<Record<string, unknown>> = {
  originalStart: null,
  ...eventToGraph(
    wholeEvent({
      id: '',
      userId: nobody,
      number: 1,
      placement: 0,
      calendar: defaultCalendar,
      deletedFrom: null,
      values: { ...eventDefaults, start: moment, end: moment },
      changed: {},
      leftOut: [],
      extended: {},
      iCalUId: '',
      transactionId: null,
      transactionBody: null,
      organizer: { name: '', address: '' },
      isOrganizer: true,
      responseStatus: neverResponded,
      isCancelled: false,
      createdDateTime: '',
      lastModifiedDateTime: '',
      version: 1,
      listedAt: 1,
    }),
    {
      immutableId: false,
      select: null,
      expandedProperty: null,
      graphUrl: '',
      webUrl: '',
      zone: { name: 'UTC', iana: 'UTC' },
      textBody: false,
      basic: false,
      windowsNames: false,
    },
  ),
}
