type LoggableError = { type: string; message: string; code?: string; stack: string; cause?: LoggableError }

/**
 * What the log keeps of an error. Drizzle puts the values of a failed query into its message, and PostgreSQL those of a
 * violated constraint into `detail`: neither belongs in a log.
 */
export function loggableError(error: unknown): LoggableError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something else than an error was thrown', stack: '' }
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...('code' in error ? { code: String(error.code) } : {}),
    stack: withoutValues(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: loggableError(error.cause) }),
  }
}

const withoutValues = (text: string): string => text.replace(/\nparams: [\s\S]*?(?=\n\s+at |$)/, '')
