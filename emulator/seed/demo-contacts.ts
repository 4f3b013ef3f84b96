import { demoUsers } from './demo-people'
import type { Seed } from './seed'

/** Private contacts in default folders: no sync may ever touch them. */
export const demoContacts: NonNullable<Seed['contacts']> = [
  contact(demoUsers.ana.id, {
    givenName: 'Teresa',
    surname: 'Lopes',
    mobilePhone: '+33 6 00 00 01 01',
    personalNotes: 'Maman',
    birthday: '1958-03-14T11:59:00Z',
  }),
  contact(demoUsers.ana.id, {
    givenName: 'Dr. Yann',
    surname: 'Le Goff',
    companyName: 'Cabinet dentaire du Lac',
    businessPhones: ['+33 4 50 00 09 09'],
  }),
  contact(demoUsers.bruno.id, {
    givenName: 'Lotte',
    surname: 'Maes',
    emailAddresses: [{ name: 'Lotte Maes', address: 'lotte@maes.example' }],
  }),
]

function contact(userId: string, properties: Record<string, unknown>) {
  return { userId, contact: properties }
}
