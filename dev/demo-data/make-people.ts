import type { ContactDraft } from '@/lib/crm/contacts/fields'
import type { LeadDraft } from '@/lib/crm/leads/fields'
import { type Company, companies } from './companies'
import { departments, firstNames, lastNames, leadSources, leadStatuses, notes, titles } from './people-names'
import type { Random } from './random'

const SALUTATIONS = { french: ['Dr', 'Me', 'Pr'], other: ['Dr', 'Prof.'] } as const

/** Believable contacts, spread over the companies. `taken` collects addresses, so that no two people share one. */
export function makeContacts(count: number, random: Random, taken: Set<string>): ContactDraft[] {
  return Array.from({ length: count }, (_, position) => {
    const company = companies[position % companies.length] ?? companies[0]
    const { firstName, lastName, email } = person(company, random, taken)
    const maybe = <Value>(probability: number, value: () => Value): Value | null =>
      random.chance(probability) ? value() : null
    return {
      firstName,
      lastName,
      salutation: maybe(0.08, () => random.pick<string>(SALUTATIONS[company.language])),
      email: maybe(0.92, () => email),
      secondaryEmail: maybe(0.12, () => `${local(firstName)}.${position}@courrier.example`),
      phone: maybe(0.85, () => company.phone(digits(random))),
      mobile: maybe(0.55, () => company.mobile(digits(random))),
      homePhone: maybe(0.06, () => company.phone(digits(random))),
      accountName: company.name,
      title: maybe(0.75, () => random.pick(titles)),
      department: maybe(0.4, () => random.pick(departments)),
      assistant: maybe(0.05, () => `${random.pick(firstNames.french)} ${random.pick(lastNames.french)}`),
      dateOfBirth: maybe(0.25, () => day(random)),
      website: maybe(0.5, () => `https://www.${company.domain}`),
      ...mailingAddress(company, random.chance(0.85)),
      ...privateAddress(random),
      leadSource: maybe(0.6, () => random.pick(leadSources)),
      description: maybe(0.35, () => random.pick(notes)),
    }
  })
}

/** Believable leads: less is known about them. */
export function makeLeads(count: number, random: Random, taken: Set<string>): LeadDraft[] {
  return Array.from({ length: count }, () => {
    const company = random.pick(companies)
    const { firstName, lastName, email } = person(company, random, taken)
    return {
      firstName: random.chance(0.9) ? firstName : null,
      lastName,
      company: random.chance(0.85) ? company.name : null,
      email: random.chance(0.8) ? email : null,
      phone: random.chance(0.5) ? company.phone(digits(random)) : null,
      mobile: random.chance(0.35) ? company.mobile(digits(random)) : null,
      title: random.chance(0.5) ? random.pick(titles) : null,
      leadStatus: random.pick(leadStatuses),
      leadSource: random.chance(0.8) ? random.pick(leadSources) : null,
      description: random.chance(0.3) ? random.pick(notes) : null,
    }
  })
}

function person(company: Company, random: Random, taken: Set<string>) {
  for (;;) {
    const firstName = random.pick(firstNames[company.language])
    const lastName = random.pick(lastNames[company.language])
    const email = `${local(firstName)}.${local(lastName)}@${company.domain}`
    if (taken.has(email)) continue
    taken.add(email)
    return { firstName, lastName, email }
  }
}

function mailingAddress(company: Company, known: boolean) {
  return {
    mailingStreet: known ? company.street : null,
    mailingCity: company.city,
    mailingState: company.state,
    mailingPostalCode: known ? company.postalCode : null,
    mailingCountry: company.country,
  }
}

function privateAddress(random: Random) {
  if (!random.chance(0.08)) return {}
  return {
    otherStreet: `${1 + random.int(120)} rue des Lilas`,
    otherCity: 'Villeurbanne',
    otherPostalCode: '69100',
    otherCountry: 'France',
  }
}

const digits = (random: Random): string => String(random.int(10_000)).padStart(4, '0')

function day(random: Random): string {
  const at = Date.UTC(1950 + random.int(52), random.int(12), 1 + random.int(28))
  return new Date(at).toISOString().slice(0, 10)
}

/** A name as it stands before the @: letters without accents, hyphens for what separates words. */
const local = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[øł]/gi, (letter) => (letter.toLowerCase() === 'ø' ? 'o' : 'l'))
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
