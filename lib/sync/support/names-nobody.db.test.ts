import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { mend } from '@/lib/sync/overview/mends/mend'
import { type LivedInHouse, liveInHouse } from '@/lib/sync/testing/lived-in-house'
import { tablesAbout } from '@/lib/sync/testing/tables-about'
import { ownSupportFile, supportFileOf } from './support-file'

let database: TestDatabase
let house: LivedInHouse
beforeAll(async () => {
  database = await createTestDatabase()
  house = await liveInHouse(database.db)
})
afterAll(() => database.close())

/** Columns whose words are codes of ours or of Microsoft's: whatever else is text may name somebody. */
const codes =
  /^(purpose|status|reason|state|kind|module|action|outcome|code|audience|severity|access|direction)$/
const morePlain =
  /^(locale|use|told|version|built_in|profile|time_zone|resource|path|key|hash|scopes|prefix|place)$/
const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-/i

/** Every id, address, name and word that any table holds about an organisation or a person. */
async function everythingKnown(): Promise<Set<string>> {
  const known = new Set<string>()
  for (const table of [...(await tablesAbout(database.db)), 'profile', 'run']) {
    const rows = await database.db.execute<{ row: Record<string, unknown> }>(
      sql`select row_to_json(t) as row from ${sql.identifier(table)} t`,
    )
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row)) if (mayName(column, value)) known.add(value)
  }
  return known
}

function mayName(column: string, value: unknown): value is string {
  if (typeof value !== 'string' || value.length < 4 || /^\d{4}-\d\d-\d\dT/.test(value)) return false
  if (isId.test(value) || value.includes('@')) return true
  return !codes.test(column) && !morePlain.test(column) && !/_type$|_at$|^at$|txid$|feed_id$/.test(column)
}

describe('the support file', () => {
  it('holds nothing that any table knows of anybody, however it came there', async () => {
    const known = await everythingKnown()
    for (const value of ['Okafor', 'Weber', 'Fair', house.ana.email, 'client@fabrikam.example'])
      expect(known).toContain(value)
    const file = JSON.stringify(await supportFileOf(house.admin, house.world.connectionId))
    const found = [...known].filter(
      (value) => file.includes(value) || file.includes(encodeURIComponent(value)),
    )
    expect(found).toEqual([])
    expect(file).not.toMatch(/@|[0-9a-f]{8}-[0-9a-f]{4}-/)
  })

  it('tells what is warned of, what is fixed, what is held, and what was done to it, without saying by whom', async () => {
    await mend(house.admin, 'run-again', { connectionId: house.world.connectionId })
    const file = await ownSupportFile(house.ana, 'contacts')
    expect(file.warnings.map(({ code }) => code)).toContain('sign-in-unused')
    expect(file.settings.fixed).toEqual({ parts: ['use'], use: 'required' })
    expect(file.held).toEqual({ fields: [], decision: null, decidedAt: null, approvedTo: expect.any(Date) })
    expect(file.acts[0]).toEqual({ at: expect.any(Date), action: 'connection.run-requested', by: 'user' })
    expect(file.decisions.length).toBeGreaterThan(0)
  })
})
