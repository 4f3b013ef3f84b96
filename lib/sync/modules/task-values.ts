import type { ValueMap, ValueMaps } from '@/lib/sync/core/types'

const priority: ValueMap = {
  toMicrosoft: { highest: 'high', high: 'high', normal: 'normal', low: 'low', lowest: 'low' },
  toCrm: { low: 'low', normal: 'normal', high: 'high' },
}

const status: ValueMap = {
  toMicrosoft: {
    notStarted: 'notStarted',
    inProgress: 'inProgress',
    waitingForInput: 'waitingOnOthers',
    deferred: 'deferred',
    completed: 'completed',
  },
  toCrm: {
    notStarted: 'notStarted',
    inProgress: 'inProgress',
    waitingOnOthers: 'waitingForInput',
    deferred: 'deferred',
    completed: 'completed',
  },
}

/**
 * What everybody's second step of the wizard begins with: priorities by the same name, statuses one to one. Microsoft's values
 * are those of `importance` and `status` (learn.microsoft.com/graph/api/resources/todotask).
 */
export const defaultTaskValues: ValueMaps = { priority, status }
