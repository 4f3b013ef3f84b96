import { describe, expect, it } from 'vitest'
import { contactFields } from '../contacts/fields'
import { leadFields } from '../leads/fields'
import { decodeText } from './decode-text'
import { withoutLabels } from './labelled-columns'
import { detectDayOrder, readDay } from './read-day'
import { readRows } from './read-rows'
import { importLimits, readTable } from './read-table'
import { recogniseColumns, recogniseSource } from './recognise-columns'

const bytes = (text: string) => new TextEncoder().encode(text)

function utf16(text: string, { bigEndian = false, mark = true } = {}): Uint8Array {
  const buffer = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return bigEndian ? buffer.swap16() : buffer
}

describe('decoding a file', () => {
  const text = 'Prénom;Nom\nÉlodie;Lévêque'
  it.each([
    { what: 'UTF-8', file: bytes(text), encoding: 'utf-8' },
    { what: 'UTF-8 with a mark', file: bytes(`\uFEFF${text}`), encoding: 'utf-8' },
    { what: 'Windows-1252', file: new Uint8Array(Buffer.from(text, 'latin1')), encoding: 'windows-1252' },
    { what: 'UTF-16', file: utf16(text), encoding: 'utf-16le' },
    { what: 'UTF-16, big end first', file: utf16(text, { bigEndian: true }), encoding: 'utf-16be' },
    { what: 'UTF-16 without a mark', file: utf16(text, { mark: false }), encoding: 'utf-16le' },
  ])('reads $what', ({ file, encoding }) => expect(decodeText(file)).toEqual({ text, encoding }))

  it('reads the euro sign and curly quotes of Windows', () => {
    expect(decodeText(Uint8Array.of(0x80, 0x92, 0xe9))?.text).toBe('€’é')
  })

  it('takes a workbook for no text', () => {
    expect(decodeText(Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, 0, 0, 0x21, 0))).toBeNull()
  })
})

describe('reading a table', () => {
  it.each([',', ';', '\t'])('finds the delimiter %j', (delimiter) => {
    const table = readTable(
      bytes(`"Last, or; Name"${delimiter}Email${delimiter}x\nA${delimiter}a@b${delimiter}1\n`),
    )
    expect(table).toMatchObject({ delimiter, rows: [{ line: 2, cells: ['A', 'a@b', '1'] }] })
  })

  it('follows the hint of Excel', () => {
    expect(readTable(bytes('sep=;\r\na,b;c\r\n1;2\r\n'))).toMatchObject({
      headers: ['a,b', 'c'],
      rows: [{ line: 3 }],
    })
  })

  it('knows on which line a row begins, whatever breaks lines before it', () => {
    const table = readTable(bytes('Name,Notes\r\n\r\nA,"one\r\ntwo\r\n""three"""\r\n\rB,\nC'))
    expect(table.rows).toEqual([
      { line: 3, cells: ['A', 'one\ntwo\n"three"'] },
      { line: 7, cells: ['B', ''] },
      { line: 8, cells: ['C', ''] },
    ])
  })

  it.each([
    { what: 'nothing', file: '', reason: 'empty' },
    { what: 'a header alone', file: 'Name,Email\n', reason: 'empty' },
    { what: 'a quote that never ends', file: 'Name\nA\n"B\nC', reason: 'unclosed-quote', line: 3 },
    {
      what: 'more lines than are allowed',
      file: `Name\n${'A\n'.repeat(importLimits.lines + 1)}`,
      reason: 'too-many-lines',
      line: 20_002,
    },
  ])('refuses $what', ({ file, reason, line }) => {
    const refusal = { code: 'import-unreadable', details: { data: { reason, ...(line ? { line } : {}) } } }
    expect(() => readTable(bytes(file))).toThrow(expect.objectContaining(refusal))
  })
})

const outlookEnglish =
  "First Name,Middle Name,Last Name,Title,Suffix,E-mail Address,E-mail 2 Address,Home Phone,Business Phone,Mobile Phone,Job Title,Department,Company,Assistant's Name,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,Web Page,Birthday,Notes"
const outlookFrench =
  '"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre","Rue (bureau)","Rue (bureau) 2","Ville (bureau)","Dép/Région (bureau)","Code postal (bureau)","Pays/Région (bureau)","Rue (domicile)","Ville (domicile)","Téléphone (bureau)","Téléphone (domicile)","Tél. mobile","Adresse de messagerie","Adresse de messagerie 2","Anniversaire","Nom de l\'assistant(e)","Notes","Page Web"'
const google =
  'First Name,Middle Name,Last Name,Name Prefix,Organization Name,Organization Title,Organization Department,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Label,Website 1 - Value'
const zoho =
  'Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Email,Title,Department,Phone,Home Phone,Mobile,Date of Birth,Assistant,Secondary Email,Mailing Street,Other Street,Mailing City,Other City,Mailing State,Mailing Zip,Other Zip,Mailing Country,Description,Salutation'
const hubspot =
  'Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,Associated Company,Lead Status,Create Date,Job Title,Street Address,City,State/Region,Postal Code,Country/Region,Website URL'
const hubspotFrench =
  'ID de la fiche,Prénom,Nom,E-mail,Numéro de téléphone,Propriétaire du contact,Entreprise associée,Statut du lead,Date de création,Intitulé de poste,Adresse postale,Ville,Code postal,Pays/Région'

const contactNames = contactFields.map((field) => field.name)

describe('recognising the export of another system', () => {
  it.each([
    { source: 'outlook', header: outlookEnglish },
    { source: 'outlook', header: outlookFrench },
    { source: 'google', header: google },
    { source: 'zoho', header: zoho },
    { source: 'hubspot', header: hubspot },
    { source: 'hubspot', header: hubspotFrench },
    { source: null, header: 'Name,Email' },
  ])('$source by its headers', ({ source, header }) => {
    expect(recogniseSource(readTable(bytes(`${header}\nx`)).headers)).toBe(source)
  })

  function read(
    header: string,
    cells: Record<number, string>,
    dayOrder: 'day-first' | 'month-first' = 'day-first',
  ) {
    const width = readTable(bytes(`${header}\nx`)).headers.length
    const row = Array.from({ length: width }, (_, position) => `"${cells[position] ?? ''}"`).join(',')
    const table = withoutLabels(readTable(bytes(`${header}\n${row}`)))
    return readRows(table, contactFields, {
      mapping: recogniseColumns(table.headers, contactNames),
      dayOrder,
    })[0]?.values
  }

  it('maps Outlook: Title is the salutation, streets are joined', () => {
    const cells = {
      0: 'Ada',
      1: 'Mary',
      2: 'King',
      3: 'Dr',
      5: 'a@x.fr',
      6: 'b@x.fr',
      8: '01',
      9: '06',
      10: 'CTO',
      12: 'Acme',
      14: '1 rue X',
      19: '2 rue Y',
      22: '0/0/00',
    }
    expect(read(outlookEnglish, cells)).toEqual({
      ...{
        firstName: 'Ada Mary',
        lastName: 'King',
        salutation: 'Dr',
        email: 'a@x.fr',
        secondaryEmail: 'b@x.fr',
      },
      ...{
        phone: '01',
        mobile: '06',
        title: 'CTO',
        accountName: 'Acme',
        mailingStreet: '1 rue X',
        otherStreet: '2 rue Y',
      },
    })
  })

  it('maps the French Outlook, which has two columns named Titre', () => {
    const cells = {
      0: 'Mme',
      1: 'Élodie',
      3: 'Roux',
      5: 'Acme',
      6: 'Achats',
      7: 'Directrice',
      8: 'Bât. C',
      9: '1 rue X',
      10: 'Lyon',
      11: 'Rhône',
      12: '69000',
      13: 'France',
      18: '06',
      19: 'e@x.fr',
      21: '24/12/1980',
      24: 'x.fr',
    }
    expect(read(outlookFrench, cells)).toEqual({
      ...{
        salutation: 'Mme',
        firstName: 'Élodie',
        lastName: 'Roux',
        accountName: 'Acme',
        department: 'Achats',
      },
      ...{
        title: 'Directrice',
        mailingStreet: 'Bât. C\n1 rue X',
        mailingCity: 'Lyon',
        mailingState: 'Rhône',
      },
      ...{
        mailingPostalCode: '69000',
        mailingCountry: 'France',
        mobile: '06',
        email: 'e@x.fr',
        dateOfBirth: '1980-12-24',
        website: 'x.fr',
      },
    })
  })

  it('maps Google: what a number is for stands in the column before it', () => {
    const cells = {
      0: 'Ada',
      2: 'King',
      4: 'Acme',
      7: '--12-24',
      11: 'a@x.fr ::: b@x.fr',
      14: 'Work',
      15: '01 ::: 02',
      16: '* Mobile',
      17: '06',
      19: '1 rue X',
      25: 'x.fr',
    }
    expect(read(google, cells)).toMatchObject({
      ...{
        firstName: 'Ada',
        lastName: 'King',
        accountName: 'Acme',
        dateOfBirth: '1604-12-24',
        email: 'a@x.fr',
      },
      ...{ secondaryEmail: 'b@x.fr', phone: '01', mobile: '06', mailingStreet: '1 rue X', website: 'x.fr' },
    })
  })

  it('maps Zoho and HubSpot', () => {
    expect(
      read(zoho, { 0: 'zcrm_1', 2: 'Owner', 4: 'Ada', 5: 'King', 7: 'Acme', 8: 'a@x.fr', 22: '69000' }),
    ).toEqual({
      ...{
        firstName: 'Ada',
        lastName: 'King',
        accountName: 'Acme',
        email: 'a@x.fr',
        mailingPostalCode: '69000',
      },
    })
    expect(
      read(hubspot, { 0: '1', 1: 'Ada', 2: 'King', 7: 'Acme', 11: '1 rue X', 12: 'Lyon', 13: 'Rhône' }),
    ).toEqual({
      ...{
        firstName: 'Ada',
        lastName: 'King',
        accountName: 'Acme',
        mailingStreet: '1 rue X',
        mailingCity: 'Lyon',
        mailingState: 'Rhône',
      },
    })
    const leadNames = leadFields.map((field) => field.name)
    const headers = readTable(bytes(`${hubspotFrench}\nx`)).headers
    expect(recogniseColumns(headers, leadNames).slice(1, 8)).toEqual([
      ...['firstName', 'lastName', 'email', 'phone', null, 'company', 'leadStatus'],
    ])
  })
})

describe('days', () => {
  it.each([
    { given: '1980-12-24', day: '1980-12-24' },
    { given: '1980-12-24 00:00', day: '1980-12-24' },
    { given: '24/12/1980', day: '1980-12-24' },
    { given: '3.2.1980', day: '1980-02-03' },
    { given: '0/0/00', day: null },
    { given: 'soon', day: 'soon' },
  ])('reads $given', ({ given, day }) => expect(readDay(given, 'day-first')).toBe(day))

  it('lets the values decide what comes first, where they can', () => {
    expect(readDay('3/2/1980', 'month-first')).toBe('1980-03-02')
    expect(detectDayOrder(['1/2/1980', '3/13/1980'], 'day-first')).toBe('month-first')
    expect(detectDayOrder(['1/2/1980', '13/3/1980'], 'month-first')).toBe('day-first')
    expect(detectDayOrder(['1/2/1980', ''], 'month-first')).toBe('month-first')
  })
})

describe('a person without a last name', () => {
  it.each([
    { cells: 'Jean Paul Roux,,,,', name: { firstName: 'Jean Paul', lastName: 'Roux' } },
    { cells: ',Ada,,Acme,', name: { lastName: 'Ada' } },
    { cells: ',,,Acme,a@x.fr', name: { lastName: 'Acme' } },
    { cells: ',,,,ada@x.fr', name: { lastName: 'ada' } },
  ])('$cells', ({ cells, name }) => {
    const table = readTable(bytes(`Name,First Name,Last Name,Company,Email\n${cells}`))
    const mapping = recogniseColumns(table.headers, contactNames)
    const [row] = readRows(table, contactFields, { mapping, dayOrder: 'day-first' })
    expect(row).toMatchObject({ values: name, errors: [] })
    expect(row?.values.firstName).toBe(name.firstName)
  })
})

describe('errors', () => {
  it('name the line, the column and the value', () => {
    const table = readTable(bytes('Last Name,Email,Mobile\n"A\nB",a@x.fr,06\n,,06\nC,nobody,06,07'))
    const mapping = recogniseColumns(table.headers, contactNames)
    const errors = readRows(table, contactFields, { mapping, dayOrder: 'day-first' }).flatMap(
      (row) => row.errors,
    )
    expect(errors).toEqual([
      { line: 4, column: null, field: 'lastName', code: 'required', value: '' },
      { line: 5, column: null, field: null, code: 'too-many-cells', value: '07' },
      { line: 5, column: 'Email', field: 'email', code: 'invalid', value: 'nobody' },
    ])
  })
})
