const windowMs = 10 * 60 * 1_000
const fewestAnswers = 10

export type EndpointState = 'healthy' | 'slow' | 'drop'

/**
 * How fast one endpoint answers. Within ten minutes: more than 10 % of the answers after 3 s make it slow, more than
 * 15 % after 10 s make Graph drop what it would send.
 * learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
export class EndpointHealth {
  private answers: { atMs: number; tookMs: number }[] = []

  /** `timeScale` divides the window, so that a demonstration need not wait. */
  constructor(private readonly timeScale: number) {}

  record(atMs: number, tookMs: number): void {
    this.answers.push({ atMs, tookMs })
  }

  stateAt(nowMs: number): EndpointState {
    this.answers = this.answers.filter(({ atMs }) => atMs > nowMs - windowMs / this.timeScale)
    if (this.answers.length < fewestAnswers) return 'healthy'
    if (this.shareOver(10_000) > 0.15) return 'drop'
    return this.shareOver(3_000) > 0.1 ? 'slow' : 'healthy'
  }

  private shareOver(limitMs: number): number {
    const slow = this.answers.filter(({ tookMs }) => tookMs > limitMs)
    return slow.length / this.answers.length
  }
}
