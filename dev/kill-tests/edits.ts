import type { Clients, Person } from '../bench/clients'
import type { BothSides } from './both-sides'

type Edit = { id: string; field: string; value: string }

/** What people do meanwhile on both sides. What they were told is saved has to be there in the end. */
export class Edits {
  private readonly here: Edit[] = []
  private readonly there: Edit[] = []
  private readonly touched = new Set<string>()
  private folder: string | null = null

  constructor(
    private readonly clients: Clients,
    private readonly person: Person,
    private readonly recordIds: readonly string[],
  ) {}

  /** One edit on each side, of records that no other edit touches. Nobody promises that it works just now. */
  async make(number: number): Promise<void> {
    await Promise.allSettled([this.editHere(number), this.editThere(number)])
  }

  /** Saved edits that are lost, in words. */
  lost({ records, items }: BothSides): string[] {
    const byId = new Map([...records, ...items].map((one) => [one.id, one]))
    return [...this.here, ...this.there].flatMap(({ id, field, value }) => {
      const found = byId.get(id)?.[field]
      return found === value ? [] : [`${field} of ${id} is ${JSON.stringify(found)}, saved was "${value}"`]
    })
  }

  get saved(): number {
    return this.here.length + this.there.length
  }

  private async editHere(number: number): Promise<void> {
    const id = this.recordIds[number * 7] ?? ''
    const value = `Edited here ${number}`
    await this.clients.rest(this.person, 'PATCH', `/contacts/${id}`, { title: value })
    this.here.push({ id, field: 'title', value })
  }

  private async editThere(number: number): Promise<void> {
    const page = await this.clients.graph(this.person, 'GET', `${await this.items()}?$top=1&$skip=${number}`)
    const [item] = page.value as { id: string }[]
    if (!item || this.touched.has(item.id)) return
    this.touched.add(item.id)
    const value = `Edited there ${number}`
    await this.clients.graph(this.person, 'PATCH', `/contacts/${item.id}`, { department: value })
    this.there.push({ id: item.id, field: 'department', value })
  }

  private async items(): Promise<string> {
    if (this.folder === null) {
      const connection = await this.clients.rest(this.person, 'GET', '/microsoft/connections/contacts')
      const { id } = connection.container as { id: string }
      this.folder = `/contactFolders/${encodeURIComponent(id)}/contacts`
    }
    return this.folder
  }
}
