import { productName } from '@/lib/product'
import type { MailLocale } from '../layout'
import type { SyncedModule } from './attention'

export type HeldReason = 'many-deletions' | 'many-changes'

type Texts = {
  modules: Record<SyncedModule, string>
  subject(module: string): string
  headings: Record<HeldReason, string>
  what: Record<HeldReason, string>
  nothingLost: string
  button: string
  footer: string
}

export const runHeldTexts: Record<MailLocale, Texts> = {
  en: {
    modules: { meetings: 'Meetings', contacts: 'Contacts', tasks: 'Tasks' },
    subject: (module) => `${module}: please decide what the sync with Microsoft 365 may do`,
    headings: {
      'many-deletions': 'Many deletions at once',
      'many-changes': 'Many changes at once',
    },
    what: {
      'many-deletions':
        'A large part of what is synchronised was deleted on one side. Nothing has been deleted on the other side: you decide whether that shall happen, or whether everything is put back.',
      'many-changes':
        'The same field was changed in more than half of what is synchronised. The other side still holds the former values: you decide whether the changes are applied, or put back.',
    },
    nothingLost: 'Nothing has been lost. Everything else is synchronised as usual meanwhile.',
    button: 'Look and decide',
    footer: `You get this mail once, because you have turned on a sync in ${productName}.`,
  },
  fr: {
    modules: { meetings: 'Réunions', contacts: 'Contacts', tasks: 'Tâches' },
    subject: (module) => `${module} : une décision à prendre pour la synchronisation avec Microsoft 365`,
    headings: {
      'many-deletions': 'Beaucoup de suppressions à la fois',
      'many-changes': 'Beaucoup de modifications à la fois',
    },
    what: {
      'many-deletions':
        'Une grande partie de ce qui est synchronisé a été supprimée d’un côté. Rien n’a été supprimé de l’autre : à vous de décider si cela doit se faire, ou si tout est rétabli.',
      'many-changes':
        'Le même champ a été modifié dans plus de la moitié de ce qui est synchronisé. L’autre côté garde les anciennes valeurs : à vous de décider si les modifications sont appliquées ou annulées.',
    },
    nothingLost: 'Rien n’a été perdu. Tout le reste continue d’être synchronisé comme d’habitude.',
    button: 'Voir et décider',
    footer: `Vous recevez cet e-mail une seule fois, parce que vous avez activé une synchronisation dans ${productName}.`,
  },
}
