import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { type ContactDraft, contactFields } from '../contacts/fields'
import { createContacts, listContacts } from '../contacts/verbs'
import { runImport } from '../import/run-import'
import { createLead } from '../leads/verbs'
import { CrmWorld } from '../testing/crm-world'
import { csvCell, guardFormula, unguardFormula } from './csv-cell'
import { type ExportQuery, exportRecords } from './export-records'

let database: TestDatabase
let world: CrmWorld
let ana: Awaited<ReturnType<CrmWorld['member']>>

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  world = await CrmWorld.create(database.db)
  ana = await world.member()
})

async function csv(context = ana, module: 'contacts' | 'leads' = 'contacts', query: ExportQuery = {}) {
  let text = ''
  for await (const piece of exportRecords(context, module, query)) text += piece
  return text
}

describe('the export', () => {
  it('has a mark, a header that an import recognises and a line per record, oldest first', async () => {
    await createContacts(ana, [{ lastName: 'Dupont', firstName: 'É', mailingStreet: 'a "b"\nc' }])
    world.tick()
    await createContacts(ana, [{ lastName: 'Roux', mobile: '+33 6' }])
    const [head, ...lines] = (await csv()).split('\r\n')
    expect(head).toMatch(
      /^\uFEFFFirst Name,Last Name,Salutation,Email,Secondary Email,Phone,.*,Owner,Created,Changed,CRM Id$/,
    )
    expect(lines).toHaveLength(3)
    expect(lines[0]).toContain('É,Dupont,')
    expect(lines[0]).toContain('"a ""b""\nc"')
    expect(lines[1]).toContain(",'+33 6,")
  })

  it('holds what the member may see, and nothing else', async () => {
    await createContacts(ana, [{ lastName: 'OfAna' }])
    world.tick()
    const bruno = await world.member()
    await createContacts(bruno, [{ lastName: 'OfBruno' }])
    const stranger = await (await CrmWorld.create(database.db)).admin()
    expect(await csv(bruno)).not.toContain('OfAna')
    expect(await csv(stranger)).not.toMatch(/OfAna|OfBruno/)
    const admin = await world.admin()
    expect(await csv(admin)).toMatch(/OfAna[\s\S]*OfBruno/)
    expect(await csv(admin, 'contacts', { ownerId: bruno.memberId, delimiter: ';' })).not.toContain('OfAna')
    await expect(csv(await world.without('contacts.view'))).rejects.toMatchObject({
      code: 'permission-required',
    })
  })

  it('exports leads', async () => {
    await createLead(ana, { lastName: 'Roux', company: 'Acme' })
    expect(await csv(ana, 'leads')).toMatch(/^\uFEFFFirst Name,Last Name,Company,[\s\S]*,Roux,Acme,/)
  })

  it('comes back through the import as it was', async () => {
    const nasty = [
      '',
      '=1+1',
      "'=1",
      "''",
      '+33',
      '-',
      '@x',
      '"',
      '""',
      ',',
      ';',
      'a\nb',
      "'\t",
      'é€’',
      '𝒳',
      "'",
    ]
    const value = fc.oneof(
      fc.constantFrom(...nasty),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    const text = contactFields.filter(
      ({ type, name }) => !['email', 'day'].includes(type) && name !== 'lastName',
    )
    const draft = fc.record({
      lastName: value.map((one) => `${one}x`),
      email: fc.constantFrom(null, 'a@x.fr', '=a@x.fr', '"a"@x.fr'),
      dateOfBirth: fc.constantFrom(null, '1980-12-24', '1604-02-29'),
      ...Object.fromEntries(text.map(({ name }) => [name, value])),
    }) as fc.Arbitrary<ContactDraft>
    const delimiter = fc.constantFrom(',' as const, ';' as const)

    await fc.assert(
      fc.asyncProperty(
        fc.array(draft, { minLength: 1, maxLength: 5 }),
        delimiter,
        async (drafts, delimiter) => {
          const [from, to] = [await world.member(), await world.member()]
          const made = await createContacts(from, drafts)
          const bytes = new TextEncoder().encode(await csv(from, 'contacts', { delimiter }))
          await runImport(to, 'contacts', { bytes, duplicates: 'create' })
          const { items } = await listContacts(to, { limit: 200 })
          const values = (one: (typeof made)[number]) =>
            JSON.stringify(contactFields.map(({ name }) => one[name]))
          expect(items.map(values).toSorted()).toEqual(made.map(values).toSorted())
        },
      ),
      { numRuns: 40 },
    )
  }, 120_000)
})

describe('a cell', () => {
  it.each(['=1+1', '+33 6', '-1', '@sum', '\t=1', '\r=1', "'=1", "''+1"])(
    '%j is text to a spreadsheet',
    (text) => {
      expect(csvCell(text, ',')).toMatch(/^"?'/)
    },
  )

  it('loses nothing by the guard', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a') })
    fc.assert(fc.property(text, (text) => unguardFormula(guardFormula(text)) === text))
  })
})
