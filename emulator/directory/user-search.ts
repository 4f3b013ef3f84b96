import { GraphError } from '../graph/graph-error'
import type { User } from './entities'
import { userProperties } from './user-view'

const SEARCHABLE = [
  'displayName',
  'givenName',
  'surname',
  'mail',
  'mailNickname',
  'userPrincipalName',
  'otherMails',
  'proxyAddresses',
]

/**
 * `$search="displayName:ann" OR "mail:ann"`: the quotes belong to the syntax; words match the beginnings of words.
 * Source: learn.microsoft.com/graph/search-query-parameter
 * @throws GraphError 400 for a clause that is not written so
 */
export function readUserSearch(text: string): (user: User) => boolean {
  const alternatives = split(text, 'OR').map((alternative) => split(alternative, 'AND').map(clause))
  return (user) => alternatives.some((clauses) => clauses.every((test) => test(user)))
}

/** Cuts at an operator that stands outside of quotes. */
function split(text: string, operator: 'AND' | 'OR'): string[] {
  return text.split(new RegExp(`\\s+${operator}\\s+(?=")`)).map((part) => part.trim())
}

function clause(text: string): (user: User) => boolean {
  const [, name = '', value = ''] = /^"([A-Za-z]+):((?:[^"\\]|\\.)*)"$/.exec(text) ?? []
  const property = SEARCHABLE.find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  if (!property) {
    throw new GraphError(
      400,
      'Request_BadRequest',
      `Invalid $search clause ${text}. Supported: "property:value" in double quotes, joined by AND or OR.`,
    )
  }
  const wanted = words(value.replace(/\\(.)/g, '$1'))
  return (user) => {
    const present = words([userProperties(user)[property] ?? ''].flat().join(' '))
    return wanted.every((word) => present.some((candidate) => candidate.startsWith(word)))
  }
}

/** Words without case and accents; an address is whole and in its pieces. */
function words(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return [...plain.split(/\s+/), ...plain.split(/[^\p{L}\p{N}]+/u)].filter((word) => word !== '')
}
