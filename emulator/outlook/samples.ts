import { contactToGraph, folderToGraph } from './contact-to-graph'
import { emptyContact } from './contact-values'
import { defaultFolderOf } from './find-folder'

const nobody = '00000000-0000-0000-0000-000000000000'
const whole = { immutableId: false, select: null, expandedProperty: null, graphUrl: '' }
const emailAliases = { primaryEmailAddress: null, secondaryEmailAddress: null, tertiaryEmailAddress: null }

/** Every property of a contact: what can be selected. */
export const sampleContact = {
  ...emailAliases,
  ...contactToGraph(
    {
      id: '',
      userId: nobody,
      number: 1,
      placement: 0,
      folder: 0,
      values: emptyContact(),
      extended: {},
      createdDateTime: '',
      lastModifiedDateTime: '',
      version: 1,
      listedAt: 1,
      enteredAt: 1,
      touched: {},
    },
    whole,
  ),
}

/** Every property of a contact folder. */
export const sampleFolder = folderToGraph(defaultFolderOf(nobody), whole)
