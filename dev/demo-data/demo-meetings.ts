/** A meeting of the demo. Days are days of work from today on; `with` and `about` count in the host's own records. */
export type DemoMeeting = {
  title: string
  day: number
  /** From a time of day for some minutes, or for some whole days. */
  when: { at: string; minutes: number } | { days: number }
  location?: string
  description?: string
  notes?: string
  about?: { contact: number } | { lead: number }
  /** Contacts by position, colleagues by their key, or addresses. */
  with?: readonly (number | string)[]
  recurrence?: string
  reminderMinutes?: number
}

const ofAna: readonly DemoMeeting[] = [
  {
    title: 'Présentation de l’offre',
    day: -12,
    when: { at: '10:00', minutes: 60 },
    about: { contact: 0 },
    with: [0],
    notes: 'Très intéressée par le module de facturation. Rappeler avant la fin du mois.',
  },
  {
    title: 'Déjeuner client',
    day: -3,
    when: { at: '12:30', minutes: 90 },
    location: 'Le Petit Lyonnais',
    with: [4],
  },
  {
    title: 'Rendez-vous de découverte',
    day: 1,
    when: { at: '09:30', minutes: 45 },
    about: { lead: 2 },
    location: 'Visioconférence',
    reminderMinutes: 15,
  },
  {
    title: 'Négociation du contrat annuel',
    day: 2,
    when: { at: '14:00', minutes: 90 },
    location: 'Salle Mont Blanc',
    description: 'Ordre du jour :\n1. Périmètre\n2. Prix\n3. Calendrier',
    about: { contact: 6 },
    with: [6, 7, 'bruno', 'notaire@etude-martin.example'],
    reminderMinutes: 30,
  },
  { title: 'Salon des entreprises', day: 6, when: { days: 2 }, location: 'Eurexpo Lyon', with: ['bruno'] },
  {
    title: 'Point commercial',
    day: -20,
    when: { at: '09:00', minutes: 30 },
    with: ['bruno', 'admin'],
    recurrence: 'FREQ=WEEKLY;BYDAY=MO',
    reminderMinutes: 10,
  },
  {
    title: 'Démonstration sur site',
    day: 9,
    when: { at: '10:30', minutes: 120 },
    about: { contact: 10 },
    with: [10, 11],
  },
]

const ofBruno: readonly DemoMeeting[] = [
  {
    title: 'Kick-off',
    day: -8,
    when: { at: '11:00', minutes: 60 },
    about: { contact: 1 },
    with: [1, 'ana'],
    notes: 'They want a pilot with ten users first.',
  },
  {
    title: 'Pilot review',
    day: 1,
    when: { at: '15:00', minutes: 45 },
    about: { contact: 1 },
    with: [1],
    reminderMinutes: 15,
  },
  { title: 'Intro call', day: 3, when: { at: '10:00', minutes: 30 }, about: { lead: 0 }, reminderMinutes: 5 },
  {
    title: 'Quarterly business review',
    day: 5,
    when: { at: '13:00', minutes: 120 },
    location: 'Client’s office, London',
    about: { contact: 5 },
    with: [5, 8, 'ana'],
  },
  { title: 'Out of office', day: 11, when: { days: 1 } },
  {
    title: 'Pipeline check',
    day: -15,
    when: { at: '16:30', minutes: 30 },
    recurrence: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=FR',
  },
]

/** By the key of the host. */
export const demoMeetings = { ana: ofAna, bruno: ofBruno } as const
