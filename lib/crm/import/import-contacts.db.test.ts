import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/dev/testing/test-database'
import { createContact, listContacts } from '../contacts/verbs'
import { CrmWorld } from '../testing/crm-world'
import { previewImport } from './preview-import'
import { runImport } from './run-import'

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

const file = (...lines: string[]) => new TextEncoder().encode(lines.join('\r\n'))
const header = 'Last Name,First Name,Email,Job Title'

async function all(context = ana) {
  const { items } = await listContacts(context, { limit: 200, sort: { by: 'name', descending: false } })
  return items.map(({ lastName, firstName, email, title }) => [lastName, firstName, email, title])
}

describe('importing contacts', () => {
  it('makes one of each line, owned by whoever imports, and wakes once', async () => {
    const bytes = file(header, 'Dupont,Marie,m@x.fr,CEO', 'Roux,,,')
    expect(await runImport(ana, 'contacts', { bytes })).toEqual({ created: 2, updated: 0, skipped: 0 })
    expect(await all()).toEqual([
      ['Dupont', 'Marie', 'm@x.fr', 'CEO'],
      ['Roux', null, null, null],
    ])
    expect(ana.wakes).toEqual([{ module: 'contacts', memberIds: [ana.memberId] }])
  })

  it('follows the mapping that it is given', async () => {
    const bytes = file(header, 'Dupont,Marie,m@x.fr,CEO')
    await runImport(ana, 'contacts', { bytes, mapping: ['firstName', 'lastName', null, 'department'] })
    expect(await all()).toEqual([['Marie', 'Dupont', null, null]])
  })

  it.each([
    { what: 'of another width', mapping: ['lastName'], pointer: '/mapping' },
    {
      what: 'with a field that does not exist',
      mapping: ['lastName', 'nick', null, null],
      pointer: '/mapping/1',
    },
  ])('refuses a mapping $what', async ({ mapping, pointer }) => {
    const bytes = file(header, 'Dupont,Marie,m@x.fr,CEO')
    await expect(runImport(ana, 'contacts', { bytes, mapping })).rejects.toMatchObject({
      code: 'validation',
      details: { errors: [{ pointer }] },
    })
  })

  it('changes nothing when a single line is wrong, and says which', async () => {
    const bytes = file(header, 'Dupont,Marie,m@x.fr,CEO', 'Roux,,nobody,')
    await expect(runImport(ana, 'contacts', { bytes })).rejects.toMatchObject({
      code: 'import-refused',
      details: {
        data: { errorCount: 1, errors: [{ line: 3, column: 'Email', code: 'invalid', value: 'nobody' }] },
      },
    })
    expect(await all()).toEqual([])
    expect(ana.wakes).toEqual([])
  })

  it('needs the right to create, and to edit what it updates', async () => {
    const bytes = file(header, 'Dupont,Marie,m@x.fr,CEO')
    const reader = await world.without('contacts.create')
    for (const work of [previewImport, runImport]) {
      await expect(work(reader, 'contacts', { bytes })).rejects.toMatchObject({
        details: { permission: 'contacts.create' },
      })
    }
    const creator = await world.without('contacts.edit')
    await createContact(creator, { lastName: 'Dupont', email: 'm@x.fr' })
    await expect(runImport(creator, 'contacts', { bytes, duplicates: 'update' })).rejects.toMatchObject({
      details: { permission: 'contacts.edit' },
    })
  })

  it('gives them to another active member when asked', async () => {
    const bruno = await world.member()
    const bytes = file(header, 'Dupont,Marie,m@x.fr,CEO')
    await runImport(ana, 'contacts', { bytes, ownerId: bruno.memberId })
    expect(await all(bruno)).toHaveLength(1)
    const stranger = await (await CrmWorld.create(database.db)).member()
    await expect(runImport(ana, 'contacts', { bytes, ownerId: stranger.memberId })).rejects.toMatchObject({
      code: 'validation',
    })
  })

  it('takes 20,000 lines at once', async () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `N${n},F${n},n${n}@x.fr,"Title, ${n}"`)
    const result = await runImport(ana, 'contacts', { bytes: file(header, ...lines) })
    expect(result).toEqual({ created: 20_000, updated: 0, skipped: 0 })
  }, 120_000)

  it('knows leads too', async () => {
    const bytes = file('Company,Last Name,Lead Status', 'Acme,Dupont,New')
    expect(await runImport(ana, 'leads', { bytes })).toMatchObject({ created: 1 })
    expect(ana.wakes).toEqual([])
  })
})

describe('duplicates', () => {
  const bytes = file(
    header,
    'New,One,new@x.fr,',
    'Known,,KNOWN@x.fr,CTO',
    'New,Two,NEW@x.fr,CEO',
    'Foreign,,f@x.fr,',
  )

  beforeEach(async () => {
    await createContact(ana, { lastName: 'Known', firstName: 'Ada', email: 'known@x.fr' })
    await createContact(await world.member(), { lastName: 'Of another member', email: 'f@x.fr' })
    const stranger = await (await CrmWorld.create(database.db)).admin()
    await createContact(stranger, { lastName: 'Of another organisation', email: 'new@x.fr' })
  })

  it('are shown before anything is written', async () => {
    const preview = await previewImport(ana, 'contacts', { bytes })
    expect(preview.counts).toEqual({ lines: 4, create: 2, update: 0, skip: 2, errors: 0, duplicates: 2 })
    expect(preview.duplicates).toEqual([
      { line: 3, email: 'KNOWN@x.fr', of: { recordId: expect.any(String), name: 'Ada Known' } },
      { line: 4, email: 'NEW@x.fr', of: { line: 2 } },
    ])
    expect(await all()).toHaveLength(1)
  })

  it.each([
    {
      duplicates: 'skip' as const,
      result: { created: 2, updated: 0, skipped: 2 },
      after: [
        ['Foreign', null, 'f@x.fr', null],
        ['Known', 'Ada', 'known@x.fr', null],
        ['New', 'One', 'new@x.fr', null],
      ],
    },
    {
      duplicates: 'update' as const,
      result: { created: 2, updated: 1, skipped: 0 },
      after: [
        ['Foreign', null, 'f@x.fr', null],
        ['Known', 'Ada', 'KNOWN@x.fr', 'CTO'],
        ['New', 'Two', 'NEW@x.fr', 'CEO'],
      ],
    },
  ])('$duplicates', async ({ duplicates, result, after }) => {
    expect(await runImport(ana, 'contacts', { bytes, duplicates })).toEqual(result)
    expect(await all()).toEqual(after)
  })

  it('create', async () => {
    expect(await runImport(ana, 'contacts', { bytes, duplicates: 'create' })).toMatchObject({ created: 4 })
    expect(await all()).toHaveLength(5)
  })

  it('a second click imports nothing twice', async () => {
    const twice = await Promise.all([1, 2].map(() => runImport(ana, 'contacts', { bytes })))
    expect(twice.map((one) => one.created).toSorted()).toEqual([0, 2])
  })
})

describe('the preview', () => {
  it('shows how the file was read and what the columns hold', async () => {
    const lines = ['Nom;Anniversaire;Inconnu', "Roux;24/12/1980;'+33 6", 'Petit;;']
    const preview = await previewImport(ana, 'contacts', {
      bytes: new Uint8Array(Buffer.from(lines.join('\n'), 'latin1')),
    })
    expect(preview).toMatchObject({
      ...{ source: null, encoding: 'utf-8', delimiter: ';', dayOrder: 'day-first' },
      columns: [
        { header: 'Nom', field: 'lastName', samples: ['Roux', 'Petit'] },
        { header: 'Anniversaire', field: 'dateOfBirth', samples: ['24/12/1980'] },
        { header: 'Inconnu', field: null, samples: ["'+33 6"] },
      ],
      rows: [
        { line: 2, values: { lastName: 'Roux', dateOfBirth: '1980-12-24' }, action: 'create' },
        { line: 3, values: { lastName: 'Petit' }, action: 'create' },
      ],
    })
  })
})
