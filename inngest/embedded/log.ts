import pino from 'pino'

/** One JSON line per event: ids, names of functions and steps, durations. Never the data of an event or a step. */
export type RunnerLog = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>

export function createRunnerLog(level: string): RunnerLog {
  return pino({
    level,
    base: { part: 'runner' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  })
}
