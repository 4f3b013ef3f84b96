import type { FaultEffect } from '../traffic/faults'
import type { Language } from './texts'

/** The faults that one meets most, ready to choose. */
export const effects: readonly { name: string; label: Record<Language, string>; effect: FaultEffect }[] = [
  {
    name: 'throttled',
    label: { en: '429, Retry-After 5 s', fr: '429, Retry-After 5 s' },
    effect: { status: 429, headers: { 'Retry-After': '5' } },
  },
  { name: 'unavailable', label: { en: '503', fr: '503' }, effect: { status: 503 } },
  { name: 'failed', label: { en: '500', fr: '500' }, effect: { status: 500 } },
  { name: 'late', label: { en: '5 s late', fr: '5 s de retard' }, effect: { delayMs: 5_000 } },
  {
    name: 'lost-answer',
    label: { en: 'Done, but the answer is lost', fr: 'Fait, mais la réponse est perdue' },
    effect: { dropAfterApply: true },
  },
  {
    name: 'done-but-504',
    label: { en: 'Done, but answered 504', fr: 'Fait, mais 504 en réponse' },
    effect: { dropAfterApply: true, status: 504 },
  },
  {
    name: 'reset',
    label: { en: 'Connection reset, nothing done', fr: 'Connexion coupée, rien de fait' },
    effect: { dropBeforeApply: true },
  },
  {
    name: 'notifications-lost',
    label: { en: 'Notification lost', fr: 'Notification perdue' },
    effect: { notifications: 'drop' },
  },
  {
    name: 'notifications-doubled',
    label: { en: 'Notification doubled', fr: 'Notification en double' },
    effect: { notifications: 'duplicate' },
  },
  {
    name: 'notifications-reordered',
    label: { en: 'Notifications out of order', fr: 'Notifications dans le désordre' },
    effect: { notifications: 'reorder' },
  },
]
