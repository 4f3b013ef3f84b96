import type { Outcome } from './outcome-list'

/** One after the other, each told as soon as it is known; a refusal of one stops none of the others. */
export async function forEachPerson<Person>(
  people: readonly Person[],
  work: (person: Person) => Promise<Outcome>,
  onOutcome: (person: Person, outcome: Outcome) => void,
): Promise<void> {
  for (const person of people) onOutcome(person, await work(person))
}
