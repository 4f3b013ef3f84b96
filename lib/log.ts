import pino from 'pino'
import { logLevel } from './env'
import { loggableError } from './loggable-error'

/**
 * One JSON line per event. Ids, codes, counts and durations only: no names, addresses, subjects, tokens or bodies.
 */
export const log = pino({
  level: logLevel(),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  serializers: { err: loggableError },
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: ['*.authorization', '*.password', '*.refreshToken', '*.accessToken', '*.clientState', '*.email'],
    censor: '[redacted]',
  },
})
