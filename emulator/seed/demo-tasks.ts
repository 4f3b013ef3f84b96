import { demoUsers } from './demo-people'
import type { Seed } from './seed'

/** Private tasks in the built-in lists: no sync may ever touch them. */
export const demoTasks: NonNullable<Seed['tasks']> = [
  task(demoUsers.admin.id, { title: 'Renouveler le certificat du Wi-Fi invité', importance: 'high' }),
  task(demoUsers.admin.id, { title: 'Commander deux écrans', status: 'waitingOnOthers' }),
  task(demoUsers.ana.id, {
    title: 'Inscrire Léo au judo',
    dueDateTime: { dateTime: '2026-12-12T00:00:00', timeZone: 'Europe/Paris' },
  }),
  task(demoUsers.ana.id, {
    title: 'Cadeau pour Maman',
    importance: 'high',
    checklistItems: [{ displayName: 'Idée : abonnement au théâtre' }, { displayName: 'Carte' }],
  }),
  task(demoUsers.ana.id, { title: 'Rendre les livres à la bibliothèque', status: 'completed' }),
  task(demoUsers.bruno.id, {
    title: 'Water the plants',
    recurrence: {
      pattern: { type: 'weekly', interval: 1, daysOfWeek: ['monday'] },
      range: { type: 'noEnd', startDate: '2026-11-30', recurrenceTimeZone: 'Europe/London' },
    },
  }),
  task(demoUsers.bruno.id, {
    title: 'Book the train to Ghent',
    body: { contentType: 'text', content: 'Seat by the window, back on Sunday evening.' },
    reminderDateTime: { dateTime: '2026-12-18T18:00:00', timeZone: 'Europe/London' },
  }),
  task(demoUsers.chloe.id, { title: 'Prendre rendez-vous chez le dentiste' }),
  task(demoUsers.chloe.id, { title: 'Photos de l’anniversaire', status: 'inProgress' }),
  task(demoUsers.denis.id, { title: 'Contrôle technique de la voiture', importance: 'high' }),
  task(demoUsers.denis.id, { title: 'Ranger le garage', importance: 'low' }),
  task(demoUsers.elise.id, { title: 'Relire le guide de voyage' }),
  task(demoUsers.elise.id, { title: 'Appeler le syndic', status: 'deferred' }),
  task(demoUsers.farid.id, { title: 'Café pour la cuisine', dueDateTime: day('2026-12-01') }),
  task(demoUsers.farid.id, { title: 'Photo d’équipe', dueDateTime: day('2026-12-15') }),
  task(demoUsers.hugo.id, { title: 'Fix the bike light' }),
  task(demoUsers.hugo.id, { title: 'Call the landlord', importance: 'high' }),
  task(demoUsers.ines.id, { title: 'Trouver un cours de salsa' }),
  task(demoUsers.ines.id, { title: 'Anniversaire de Paul', dueDateTime: day('2027-01-09') }),
  task(demoUsers.oscar.id, { title: 'Renew the passport', importance: 'high' }),
  task(demoUsers.oscar.id, { title: 'Winter tyres', dueDateTime: day('2026-12-01') }),
  task(demoUsers.paula.id, { title: 'Réserver le gîte' }),
  task(demoUsers.paula.id, { title: 'Cadeau de départ', status: 'waitingOnOthers' }),
]

function task(userId: string, properties: Record<string, unknown>) {
  return { userId, task: properties }
}

function day(date: string) {
  return { dateTime: `${date}T00:00:00`, timeZone: 'Europe/Paris' }
}
