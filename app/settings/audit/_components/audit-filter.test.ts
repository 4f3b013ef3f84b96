import { describe, expect, it } from 'vitest'
import { auditParams, readAuditFilter } from './audit-filter'
import { auditQuery } from './audit-query'

describe('the filter of the audit log', () => {
  it('survives its address', () => {
    const filter = { search: 'ana', subject: 'member', from: '2026-03-01', to: '2026-03-29' } as const
    expect(readAuditFilter(Object.fromEntries(auditParams(filter)))).toEqual(filter)
  })

  it('takes what is broken for not given', () => {
    const nothing = { search: '', subject: null, from: '', to: '' }
    expect(readAuditFilter({ q: ['a', 'b'], about: 'x', from: '2026-02-30', to: 'soon' })).toEqual(nothing)
  })

  it('means whole days of the reader’s time zone, also when the clocks change', () => {
    const filter = readAuditFilter({ from: '2026-03-29', to: '2026-03-29' })
    expect(auditQuery(filter, 'Europe/Paris')).toMatchObject({
      from: new Date('2026-03-28T23:00:00Z'),
      until: new Date('2026-03-29T22:00:00Z'),
    })
  })
})
