import { demoUsers } from './demo-people'
import type { SeedEvent } from './seed'

const { admin, ana, bruno, chloe, denis, elise, farid, hugo, ines, disabled, shared, oscar, paula } =
  demoUsers
const monday = 0
const tuesday = 1
const wednesday = 2
const thursday = 3
const friday = 4
const nextWeek = 7

/** Events of the default calendars: no sync of a calendar of its own may ever touch them. */
export const demoEvents: readonly SeedEvent[] = [
  event(
    elise,
    { day: monday, at: '09:30', minutes: 30 },
    { subject: 'Point d’équipe', location: place('Salle Mont Blanc') },
    {
      attendees: [ana, bruno, chloe, denis, hugo],
      weekly: 'monday',
    },
  ),
  event(
    elise,
    { day: wednesday, at: '14:00', minutes: 90 },
    { subject: 'Revue de projet' },
    { attendees: [denis] },
  ),
  event(elise, { day: nextWeek + friday, days: 1 }, { subject: 'Congé', showAs: 'oof' }),
  event(
    ana,
    { day: tuesday, at: '12:15', minutes: 60 },
    { subject: 'Déjeuner avec Yann', location: place('Le Bistrot du Lac') },
  ),
  event(ana, { day: thursday, at: '17:30', minutes: 45 }, { subject: 'Dentiste', sensitivity: 'private' }),
  event(
    ana,
    { day: nextWeek + wednesday, at: '10:00', minutes: 60 },
    { subject: 'Préparer le salon de Lyon' },
    { attendees: [bruno, ines] },
  ),
  event(
    bruno,
    { day: tuesday, at: '16:00', minutes: 30 },
    { subject: 'Catch-up', body: text('Pipeline, then the Q1 targets.') },
    { attendees: [ana] },
  ),
  event(bruno, { day: friday, days: 1 }, { subject: 'Working from Brussels', showAs: 'workingElsewhere' }),
  event(chloe, { day: wednesday, at: '11:00', minutes: 30 }, { subject: 'Commande de fournitures' }),
  event(
    chloe,
    { day: nextWeek + tuesday, days: 2 },
    { subject: 'Formation Excel', location: place('Annecy') },
  ),
  event(denis, { day: thursday, at: '09:00', minutes: 180 }, { subject: 'Atelier chez le client' }),
  event(denis, { day: friday, at: '15:00', minutes: 30 }, { subject: 'Compte rendu' }),
  event(admin, { day: tuesday, at: '08:30', minutes: 60 }, { subject: 'Maintenance du réseau' }),
  event(
    admin,
    { day: nextWeek + monday, at: '14:00', minutes: 60 },
    { subject: 'Renouvellement des licences' },
    { attendees: [farid] },
  ),
  event(
    farid,
    { day: wednesday, at: '09:00', minutes: 30 },
    { subject: 'Visite du bailleur', location: place('Accueil') },
  ),
  event(farid, { day: thursday, days: 1 }, { subject: 'Inventaire' }),
  event(
    hugo,
    { day: tuesday, at: '10:00', minutes: 45 },
    { subject: 'Design review' },
    { attendees: [elise] },
  ),
  event(hugo, { day: friday, at: '18:00', minutes: 90 }, { subject: 'Climbing' }),
  event(
    ines,
    { day: monday, at: '14:30', minutes: 60 },
    { subject: 'Comité éditorial' },
    { weekly: 'monday' },
  ),
  event(ines, { day: thursday, at: '11:00', minutes: 30 }, { subject: 'Imprimeur' }),
  event(disabled, { day: monday, at: '16:00', minutes: 30 }, { subject: 'Passation' }),
  event(
    shared,
    { day: thursday, at: '08:00', minutes: 30 },
    { subject: 'Livraison des badges' },
    { weekly: 'thursday' },
  ),
  event(
    oscar,
    { day: monday, at: '09:00', minutes: 30 },
    { subject: 'Weekly planning' },
    { attendees: [paula], weekly: 'monday' },
  ),
  event(oscar, { day: thursday, at: '12:30', minutes: 60 }, { subject: 'Lunch with the bank' }),
  event(paula, { day: wednesday, days: 1 }, { subject: 'Télétravail', showAs: 'workingElsewhere' }),
  event(
    paula,
    { day: friday, at: '10:00', minutes: 60 },
    { subject: 'Entretien annuel' },
    { attendees: [oscar] },
  ),
]

function event(
  { id }: { id: string },
  when: Pick<SeedEvent, 'day' | 'at' | 'minutes' | 'days'>,
  properties: SeedEvent['event'],
  { attendees = [], weekly }: { attendees?: readonly Guest[]; weekly?: string } = {},
): SeedEvent {
  return {
    userId: id,
    ...when,
    event: { ...properties, attendees: attendees.map(invited) },
    ...(weekly === undefined
      ? {}
      : { pattern: { type: 'weekly', interval: 1, daysOfWeek: [weekly], firstDayOfWeek: 'monday' } }),
  }
}

type Guest = { displayName: string; userPrincipalName: string; mail?: string | null | undefined }

function invited({ displayName, mail, userPrincipalName }: Guest) {
  return { type: 'required', emailAddress: { name: displayName, address: mail ?? userPrincipalName } }
}

function place(displayName: string) {
  return { displayName }
}

function text(content: string) {
  return { contentType: 'text', content }
}
