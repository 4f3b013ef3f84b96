import { longestRequestMs } from '@/lib/microsoft/graph/graph'
import { runSlice } from '@/lib/sync/run/run-slice'
import type { SliceOutcome } from '@/lib/sync/run/slice-outcome'
import type { Chronicle } from './chronicle'
import type { Desk } from './desk'
import { abandonedMs, isBatch, type Lateness, type Loss, lateBatches } from './late-batches'
import type { OrganisationWorld } from './organisation-world'
import { ConnectionLost, type SimulatedDatabase } from './simulated-database'
import { Crash, peace, trouble } from './simulation-trouble'
import type { Hazard } from './story'
import type { Way } from './ways'

const losses: readonly Loss[] = ['silence', 'gateway', 'crash']

/** Runs while the network, the service, the database and the engine itself fail at random. */
export class UnderFire {
  /** Whose slices are of one caller, who takes over at once what he has himself. */
  private caller: string | undefined
  /** The process dies at its next step. */
  private dying = false
  /** A worker has lost its caller, and another one is at work beside it. */
  private beside = false
  private acting = false

  constructor(
    private readonly database: SimulatedDatabase,
    private readonly house: OrganisationWorld,
    private readonly story: Chronicle,
    private readonly has: (hazard: Hazard) => boolean,
  ) {}

  /** A few slices of a connection. */
  async run(desk: Desk): Promise<void> {
    const { house, story, database } = this
    this.caller = story.chance(0.3) ? desk.name : undefined
    if (this.caller !== undefined) await this.loseCallers(desk)
    else if (this.has('faults')) trouble(house, desk.world.mailbox, story.chance)
    this.disturb(desk, story.chance(0.5))
    const fragile = this.has('lost-connections') && story.chance(0.3)
    // Another worker’s slices come on top.
    const slices = this.caller === undefined ? 3 : 2
    for (let slice = 0; slice < slices; slice += 1) {
      if (fragile)
        database.breaks = () => (story.chance(0.98) ? null : story.chance(0.5) ? 'before' : 'after')
      const outcome = await this.slice(desk)
      // The same request delivered twice, or two at once: the lease lets one of them work.
      if (story.chance(0.15)) await Promise.all([this.slice(desk), this.slice(desk)])
      database.breaks = null
      story.note(`${desk.name}: slice ${typeof outcome === 'string' ? outcome : JSON.stringify(outcome)}`)
      await house.pass(typeof outcome === 'string' && this.caller === undefined ? 61_000 : 2_500)
      if (typeof outcome !== 'string' && outcome.outcome === 'done' && story.chance(0.5)) break
    }
    this.caller = undefined
    peace(house)
  }

  async slice(desk: Desk): Promise<SliceOutcome | 'crash' | 'database lost'> {
    try {
      return await runSlice(this.house.engine, desk.world.connectionId, this.caller)
    } catch (error) {
      if (error instanceof Crash) return 'crash'
      if (isLost(error)) return 'database lost'
      throw error
    } finally {
      this.dying = false
    }
  }

  /** Between any two steps of a run the process may die or lose its caller, or somebody may edit something. */
  private disturb(desk: Desk, deadly: boolean): void {
    const { story, database } = this
    this.house.engine.checkpoint = async (step) => {
      if (this.dying || (deadly && this.has('crashes') && story.chance(0.1))) {
        this.dying = false
        story.note(`${desk.name}: crash at ${step}`)
        throw new Crash()
      }
      if (this.mayBeOrphaned() && story.chance(0.04)) await this.takeOver(desk, step)
      if (this.acting || !this.has('meddling') || !story.chance(0.08)) return
      this.acting = true
      const { breaks } = database
      database.breaks = null
      await desk.act().finally(() => {
        this.acting = false
        database.breaks = breaks
      })
    }
  }

  /**
   * Batches lose their caller, who may have gone or not, or take their time while another worker goes on. Creates suffer from
   * it most: so there are some, and few other faults that would keep them from being sent again at once.
   */
  private async loseCallers(desk: Desk): Promise<void> {
    const { house, story } = this
    for (let count = story.pick([0, 1, 1, 2]) ?? 1; count > 0; count -= 1) await desk.make()
    if (this.has('faults') && story.chance(0.2)) trouble(house, desk.world.mailbox, story.chance)
    const crash = () => {
      this.dying = true
    }
    const late = lateBatches(house, (parts) => this.lateness(desk, parts), crash)
    house.way = async (request, carry) => {
      if (!isBatch(request) || !this.mayBeOrphaned() || !story.chance(0.15)) return late(request, carry)
      return story.chance(0.5) ? this.held(desk, request, carry) : this.answeredLate(desk, request, carry)
    }
  }

  private lateness(desk: Desk, parts: number): Lateness | null {
    const { story, house } = this
    if (!this.has('late-batches') || !story.chance(0.35)) return null
    const loss = story.pick(losses.filter((one) => one !== 'crash' || this.has('crashes'))) ?? 'silence'
    const after = story.chance(0.5) ? 0 : Math.floor(house.random() * (parts + 1))
    const lateMs = Math.floor(house.random() * abandonedMs)
    story.note(`${desk.name}: ${loss}; ${after} of ${parts} parts are done, the others in ${lateMs} ms`)
    return { loss, after, lateMs }
  }

  /** A request is held up on its way, until it arrives or is given up. */
  private async held(desk: Desk, ...[request, carry]: Parameters<Way>): Promise<Response> {
    const leftMs = this.house.now().getTime()
    await this.takeOver(desk, 'a batch on its way')
    if (this.house.now().getTime() - leftMs > longestRequestMs) throw new TypeError('It takes too long.')
    return carry(request)
  }

  /** An answer is held up on its way. */
  private async answeredLate(desk: Desk, ...[request, carry]: Parameters<Way>): Promise<Response> {
    const answer = await carry(request)
    await this.takeOver(desk, 'an answer on its way')
    return answer
  }

  private mayBeOrphaned = () => this.has('orphans') && this.caller !== undefined && !this.beside

  /** The caller has given a worker up, and has another one begin, while the first one stands at a step. */
  private async takeOver(desk: Desk, step: string): Promise<void> {
    const { house, story } = this
    this.beside = true
    story.note(`${desk.name}: another worker takes over, while one stands at ${step}`)
    for (let slices = story.pick([1, 1, 2]) ?? 1; slices > 0; slices -= 1) {
      await house.pass(Math.floor(house.random() * (story.chance(0.2) ? longestRequestMs : abandonedMs)))
      const outcome = await this.slice(desk)
      story.note(`${desk.name}: its slice ${typeof outcome === 'string' ? outcome : JSON.stringify(outcome)}`)
    }
    this.beside = false
  }
}

/** Whether what went wrong is a database that went away, whatever it was wrapped in since. */
function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ConnectionLost) return true
  }
  return false
}
