import { runSlice } from '@/lib/sync/run/run-slice'
import type { SliceOutcome } from '@/lib/sync/run/slice-outcome'
import { endCalmly } from './calm'
import { Chronicle } from './chronicle'
import { Desk } from './desk'
import { livedContacts } from './lived-contacts'
import { livedMeetings } from './lived-meetings'
import { livedTasks } from './lived-tasks'
import { mailboxes, OrganisationWorld } from './organisation-world'
import { seeded } from './seeded'
import { drawIdsFrom } from './seeded-ids'
import { ConnectionLost, type SimulatedDatabase } from './simulated-database'
import { Crash, peace, readUncertainly, trouble } from './simulation-trouble'
import type { Hazard, Step, Story } from './story'
import { turn } from './switching'
import { SyncWorld } from './sync-world'
import { Upsets } from './upsets'

const livedModules = { contacts: livedContacts, meetings: livedMeetings, tasks: livedTasks }
const policies = ['latest', 'crm', 'microsoft'] as const

export type LifeResult = { house: OrganisationWorld; desks: Desk[]; chronicle: Chronicle }

/**
 * Lives a story: edits on both sides at random, also while a run works, runs with faults of every kind in between, then
 * peace. All of it follows from the story. `lines` is told what happens, as it happens.
 */
export async function live(
  database: SimulatedDatabase,
  story: Story,
  lines: string[] = [],
): Promise<LifeResult> {
  await database.begin(story.seed)
  drawIdsFrom(seeded(story.seed))
  const life = await Life.begin(database, story, lines)
  for (const step of story.steps) await life.take(step)
  return life.end()
}

class Life {
  private readonly chronicle: Chronicle
  private readonly upsets: Upsets

  private constructor(
    private readonly database: SimulatedDatabase,
    private readonly house: OrganisationWorld,
    private readonly story: Story,
    private readonly desks: Desk[],
    lines: string[],
  ) {
    this.chronicle = new Chronicle(house, lines)
    this.upsets = new Upsets(house, this.chronicle)
  }

  static async begin(database: SimulatedDatabase, story: Story, lines: string[]): Promise<Life> {
    const { seed, without } = story
    const lively = !without.includes('conduct')
    const house = await OrganisationWorld.create(database.db, {
      seed,
      conduct: lively ? conductOf(seed) : {},
    })
    house.inTurn = database.inTurn
    house.engine.pageSize = 3
    house.reseed(seed)
    if (seed % 3 === 0) house.engine.notificationUrl = 'https://crm.example'
    if (lively) readUncertainly(house)
    const life = new Life(database, house, story, [], lines)
    await life.settleIn()
    return life
  }

  /** Everybody sits down at her desks. */
  private async settleIn(): Promise<void> {
    const { house, story, chronicle } = this
    const { seed } = story
    const options = { deleteInCrm: seed % 2 === 0, conflict: policies[seed % 3] ?? 'latest' }
    const members: string[] = []
    const colleagues = async () => {
      const outside = members.length < 2 || chronicle.chance(0.3)
      return outside ? (await house.crm.member()).memberId : (chronicle.pick(members) ?? '')
    }
    for (const [at, modules] of story.members.entries()) {
      const member = await house.crm.without()
      const mailbox = mailboxes[at] ?? mailboxes[0]
      if (at === 0) await house.connectTenant(member.memberId)
      members.push(member.memberId)
      for (const module of modules) {
        const world = await SyncWorld.enabled(house, member, mailbox, module, { options })
        const name = `${mailbox.upn.split('@')[0]}’s ${module}`
        this.desks.push(new Desk(name, world, livedModules[module], chronicle, colleagues))
      }
    }
  }

  async take(step: Step): Promise<void> {
    const { house, chronicle, upsets } = this
    const mailbox = mailboxes[step.member]?.userId
    const desk = this.desks.find(
      ({ world }) => world.module.name === step.module && world.mailbox.userId === mailbox,
    )
    if (!desk) return
    house.reseed(step.seed)
    if (step.kind === 'edit') await desk.act()
    if (step.kind === 'run') await this.runUnderFire(desk)
    if (step.kind === 'turn') {
      await turn(desk, chronicle, { calm: !upsets.isOpen, slice: () => this.slice(desk) })
    }
    if (step.kind === 'upset') await upsets.happen(desk)
    if (step.kind === 'pass') await house.pass(Math.floor(house.random() * 200_000))
  }

  private has = (hazard: Hazard) => !this.story.without.includes(hazard)

  /** A few slices while the network, the service, the database and the engine itself fail at random. */
  private async runUnderFire(desk: Desk): Promise<void> {
    const { house, chronicle, database } = this
    if (this.has('faults')) trouble(house, desk.world.mailbox, chronicle.chance)
    this.disturb(desk, chronicle.chance(0.5))
    const fragile = this.has('lost-connections') && chronicle.chance(0.3)
    for (let slice = 0; slice < 3; slice += 1) {
      if (fragile)
        database.breaks = () => (chronicle.chance(0.98) ? null : chronicle.chance(0.5) ? 'before' : 'after')
      const outcome = await this.slice(desk)
      // The same request delivered twice, or two at once: the lease lets one of them work.
      if (chronicle.chance(0.15)) await Promise.all([this.slice(desk), this.slice(desk)])
      database.breaks = null
      chronicle.note(`${desk.name}: slice ${typeof outcome === 'string' ? outcome : JSON.stringify(outcome)}`)
      await house.pass(typeof outcome === 'string' ? 61_000 : 2_500)
      if (typeof outcome !== 'string' && outcome.outcome === 'done' && chronicle.chance(0.5)) break
    }
    peace(house)
  }

  /** Between any two steps of a run the process may die, or somebody may edit something. */
  private disturb(desk: Desk, deadly: boolean): void {
    const { chronicle, database } = this
    let acting = false
    this.house.engine.checkpoint = async (step) => {
      if (deadly && this.has('crashes') && chronicle.chance(0.1)) {
        chronicle.note(`${desk.name}: crash at ${step}`)
        throw new Crash()
      }
      if (acting || !this.has('meddling') || !chronicle.chance(0.08)) return
      acting = true
      const { breaks } = database
      database.breaks = null
      await desk.act().finally(() => {
        acting = false
        database.breaks = breaks
      })
    }
  }

  private async slice(desk: Desk): Promise<SliceOutcome | 'crash' | 'database lost'> {
    try {
      return await runSlice(this.house.engine, desk.world.connectionId)
    } catch (error) {
      if (error instanceof Crash) return 'crash'
      if (isLost(error)) return 'database lost'
      throw error
    }
  }

  async end(): Promise<LifeResult> {
    const { house, desks, chronicle } = this
    house.reseed(this.story.seed)
    await this.upsets.end()
    await endCalmly(house, desks, chronicle)
    return { house, desks, chronicle }
  }
}

/** Whether what went wrong is a database that went away, whatever it was wrapped in since. */
function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof ConnectionLost) return true
  }
  return false
}

/** How lively Exchange is. */
const conductOf = (seed: number) => ({
  emptyDeltaPageChance: 0.2,
  shortDeltaPageChance: 0.3,
  repeatedDeltaItemChance: seed % 5 === 0 ? 0.3 : 0,
  replayedDeltaChance: seed % 7 === 0 ? 0.3 : 0,
  settleTouchesLastModified: seed % 4 === 0,
  addressPatch: seed % 3 === 0 ? ('merged' as const) : ('replaced' as const),
})
