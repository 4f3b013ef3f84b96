import type { Literal } from '../graph/odata/filter'
import { textProperties } from './contact-values'
import type { Filterable } from './item-filter'
import type { ContactRow, FolderRow } from './outlook'

/** What `$filter` and `$orderby` know of a contact. */
export const filterableContact: Filterable<ContactRow> = {
  properties: {
    ...Object.fromEntries(
      textProperties.map((name): [string, (contact: ContactRow) => Literal] => [
        name,
        ({ values }) => values[name],
      ]),
    ),
    birthday: ({ values }) => values.birthday,
    createdDateTime: ({ createdDateTime }) => createdDateTime,
    lastModifiedDateTime: ({ lastModifiedDateTime }) => lastModifiedDateTime,
  },
  instants: ['birthday', 'createdDateTime', 'lastModifiedDateTime'],
  collections: {
    'emailAddresses/address': ({ values }) => values.emailAddresses.map(({ address }) => address),
    categories: ({ values }) => values.categories,
  },
  extended: ({ extended }) => extended,
}

/** What `$filter` and `$orderby` know of a contact folder. */
export const filterableFolder: Filterable<FolderRow> = {
  properties: { displayName: ({ displayName }) => displayName },
  collections: {},
  extended: ({ extended }) => extended,
}
