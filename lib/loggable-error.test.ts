import { describe, expect, it } from 'vitest'
import { loggableError } from './loggable-error'

describe('an error in the log', () => {
  it('keeps what failed and where, and drops the values of the query', () => {
    const cause = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (email)=(ana@x.example)',
    })
    const error = new Error('Failed query: insert into account\nparams: ana@x.example,\nAna\nMartin', {
      cause,
    })
    const kept = loggableError(error)
    expect(kept).toMatchObject({ message: 'Failed query: insert into account', cause: { code: '23505' } })
    expect(kept.stack).toContain('loggable-error.test.ts')
    expect(JSON.stringify(kept)).not.toMatch(/ana@|Martin/)
  })
})
