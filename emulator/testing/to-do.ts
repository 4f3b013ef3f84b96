import { mailbox } from './mailbox'

/** A mailbox with a list of its own, and calls for what tests of To Do do all the time. */
export async function toDo(options: Parameters<typeof mailbox>[0] = {}) {
  const box = mailbox(options)
  const list = (await box.graph('POST', '/me/todo/lists', { displayName: 'Work' })).body
  const tasks = `/me/todo/lists/${list.id}/tasks`
  return {
    ...box,
    list,
    tasks,
    async add(task: Record<string, unknown> = {}, path = tasks) {
      const { body, status } = await box.graph('POST', path, { title: 'Call Ines', ...task })
      if (status !== 201) throw new Error(JSON.stringify(body))
      return body
    },
    /** All pages of a round of delta, and the link to the next round. */
    async round(from: string, headers: Record<string, string> = {}) {
      const pages: Record<string, unknown>[][] = []
      for (let link = from; ; ) {
        const { body, status } = await box.graph('GET', link, undefined, headers)
        if (status !== 200) throw new Error(JSON.stringify(body))
        pages.push(body.value ?? [])
        const next = body['@odata.nextLink']
        if (next === undefined)
          return { pages, items: pages.flat(), link: box.follow(body['@odata.deltaLink']) }
        link = box.follow(next)
      }
    },
  }
}
