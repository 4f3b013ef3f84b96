/** What Outlook and others put before the subject of a cancelled meeting, in the languages that we know of. */
const prefixes =
  /^(?:cancell?ed|cancell?ed event|annulée?|abgesagt|cancelad[oa]|annullat[oa]|geannuleerd|inställ[td]|avlyst|aflyst|peruutettu|odwołan[eoay]|zrušeno|отменено|キャンセル(?:済み)?|已取消|已取消的活动|취소됨)\s*[::]\s*/iu

/**
 * The title of a meeting that has been cancelled, without what Microsoft puts before it: localised, and once more with
 * every cancellation (observed, microsoft-graph-docs issue 8692).
 * @param known the title while it still took place: where the subject ends with it, any prefix is known
 */
export function cancelledTitle(subject: string, known: string | null): string {
  if (known !== null && subject.endsWith(known)) {
    const before = subject.slice(0, subject.length - known.length)
    if (before === '' || /[::]\s*$/.test(before)) return known
  }
  let title = subject.trim()
  while (prefixes.test(title)) title = title.replace(prefixes, '')
  return title === '' ? subject.trim() : title
}
