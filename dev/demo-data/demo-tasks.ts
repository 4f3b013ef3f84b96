import type { TaskPriority, TaskStatus } from '@/lib/crm/tasks/fields'

/** A task of the demo. `due` counts days of work from today on; `about` counts in the owner's own records. */
export type DemoTask = {
  subject: string
  due?: number
  priority?: TaskPriority
  status?: TaskStatus
  description?: string
  about?: { contact: number } | { lead: number }
  recurrence?: string
}

const ofAna: readonly DemoTask[] = [
  { subject: 'Envoyer le devis', due: -2, priority: 'highest', about: { contact: 0 } },
  { subject: 'Rappeler au sujet du contrat', due: 0, priority: 'high', about: { contact: 6 } },
  {
    subject: 'Préparer la démonstration',
    due: 2,
    status: 'inProgress',
    description: 'Jeu de données, script, plan B.',
  },
  { subject: 'Relancer la facture de mars', due: 4, status: 'waitingForInput', about: { contact: 4 } },
  { subject: 'Qualifier le prospect', due: 1, about: { lead: 2 } },
  { subject: 'Mettre à jour la plaquette', priority: 'lowest', status: 'deferred' },
  { subject: 'Réserver le stand', due: -10, status: 'completed', priority: 'low' },
  { subject: 'Rapport hebdomadaire', due: 3, recurrence: 'FREQ=WEEKLY' },
]

const ofBruno: readonly DemoTask[] = [
  { subject: 'Send the proposal', due: 0, priority: 'highest', about: { contact: 1 } },
  { subject: 'Follow up after the intro call', due: 4, about: { lead: 0 } },
  { subject: 'Book the train to London', due: -1, priority: 'high' },
  { subject: 'Collect references', due: 7, priority: 'low', status: 'inProgress' },
  { subject: 'Sign the framework agreement', due: -6, status: 'completed', about: { contact: 5 } },
  { subject: 'Tidy up old leads', priority: 'lowest', status: 'deferred' },
]

/** By the key of the owner. */
export const demoTasks = { ana: ofAna, bruno: ofBruno } as const
