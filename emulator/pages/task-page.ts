import { html, raw } from 'hono/html'
import type { User } from '../directory/entities'
import { listsOf } from '../todo/find-list'
import { importances, type TaskStatus, taskStatuses } from '../todo/task-values'
import { type ListRow, type TaskRow, taskId } from '../todo/todo'
import type { World } from '../world'
import { type Markup, page, problemLine, type Visitor } from './page'
import { repeats } from './repeat-choice'
import type { TaskForm } from './task-form'
import type { TextKey } from './texts'
import { toDoPath } from './to-do'
import { listSelect } from './to-do-list'

type Shown = {
  user: User
  task: TaskRow
  list: ListRow
  form: TaskForm
  problem?: string
  saved?: boolean
}

const statusTexts: Record<TaskStatus, TextKey> = {
  notStarted: 'statusNotStarted',
  inProgress: 'statusInProgress',
  completed: 'statusCompleted',
  waitingOnOthers: 'statusWaiting',
  deferred: 'statusDeferred',
}

/** One task with everything that can be done to it. */
export function taskPage(visitor: Visitor, world: World, shown: Shown): Markup {
  const { t } = visitor
  const { user, task, list, form, problem, saved } = shown
  const action = `/todo/${user.id}/task/${taskId(task)}`
  const others = listsOf(world, user.id).filter(({ number }) => number !== list.number)
  return page(
    visitor,
    { title: task.values.title, user, tab: 'todo' },
    html`<p><a href="${toDoPath(user, list)}">← ${list.displayName}</a></p>
      <h1>${task.values.title}</h1>
      ${problem === undefined ? '' : problemLine(visitor, problem)}
      ${saved ? html`<p class="good" role="status">${t.saved}</p>` : ''}
      <div class="columns wide-left">
        <form method="post" action="${action}" class="card" aria-label="${t.task}">
          ${taskInputs(visitor, form)}
          <div class="row">
            <button class="main">${t.save}</button>
            <a class="button" href="${toDoPath(user, list)}">${t.cancel}</a>
          </div>
        </form>
        <div>
          ${stepsCard(visitor, action, task)} ${linkCard(visitor, action, task)}
          <section class="card">
            <h2>${t.list}</h2>
            ${
              others.length === 0
                ? ''
                : html`<form method="post" action="${action}/move" class="bar">
                    <label class="grow">${t.moveTo} ${listSelect(others)}</label>
                    <button>${t.moveTask}</button>
                  </form>`
            }
            <form method="post" action="${action}/delete"><button class="danger">${t.deleteTask}</button></form>
          </section>
        </div>
      </div>`,
  )
}

function taskInputs({ t }: Visitor, form: TaskForm): Markup {
  const textOf = (name: string) => form.get(name) ?? ''
  const select = (
    name: string,
    label: string,
    options: readonly (readonly [value: string, text: string])[],
  ) =>
    html`<label
      >${label}<select name="${name}">
        ${options.map(
          ([value, text]) =>
            html`<option value="${value}" ${value === textOf(name) ? raw('selected') : ''}>${text}</option>`,
        )}
      </select></label
    >`
  const repeatOptions = repeats.map((value) => [value, t[value]] as const)
  return html`<div class="grid">
    <label class="full"
      >${t.taskTitle}<input name="title" required maxlength="255" value="${textOf('title')}" autocomplete="off"
    /></label>
    <label>${t.due}<input name="due" type="date" value="${textOf('due')}" /></label>
    ${select(
      'importance',
      t.importance,
      importances.map((value) => [value, t[value]] as const),
    )}
    ${select(
      'status',
      t.status,
      taskStatuses.map((value) => [value, t[statusTexts[value]]] as const),
    )}
    <label>${t.reminder}<input name="reminder" type="datetime-local" value="${textOf('reminder')}" /></label>
    ${select('repeat', t.repeat, textOf('repeat') === 'as-now' ? [...repeatOptions, ['as-now', t.asNow]] : repeatOptions)}
    <label class="full">${t.notes}<textarea name="notes" rows="6">${textOf('notes')}</textarea></label>
    <label class="full">${t.categories}<textarea name="categories" rows="2">${textOf('categories')}</textarea></label>
  </div>`
}

function stepsCard({ t }: Visitor, action: string, { checklist }: TaskRow): Markup {
  return html`<section class="card">
    <h2>${t.steps}</h2>
    <ul class="plain tasks">
      ${checklist.map(
        ({ id, displayName, isChecked }) => html`<li class="${isChecked ? 'is-done' : ''}">
          <form method="post" action="${action}/steps/${id}">
            <button
              class="sign ${isChecked ? 'reopen' : 'complete'}"
              aria-label="${isChecked ? t.reopen : t.complete}${t.colon} ${displayName}"
            >
              ${isChecked ? '✓' : ''}
            </button>
          </form>
          <span class="grow">${displayName}</span>
          <form method="post" action="${action}/steps/${id}">
            <button class="sign" name="action" value="delete" aria-label="${t.delete}${t.colon} ${displayName}">×</button>
          </form>
        </li>`,
      )}
    </ul>
    <form method="post" action="${action}/steps" class="bar">
      <label class="grow">${t.newStep}<input name="displayName" required maxlength="255" autocomplete="off" /></label>
      <button>${t.add}</button>
    </form>
  </section>`
}

function linkCard({ t }: Visitor, action: string, { linkedResource }: TaskRow): Markup {
  if (!linkedResource) return html``
  const { applicationName, displayName, webUrl } = linkedResource
  const text = displayName ?? t.openLinked
  return html`<section class="card">
    <h2>${t.linkedFrom} ${applicationName}</h2>
    <div class="bar">
      <span class="grow">${isWebAddress(webUrl) ? html`<a href="${webUrl}">${text}</a>` : text}</span>
      <form method="post" action="${action}/unlink"><button>${t.removeLink}</button></form>
    </div>
  </section>`
}

/** An app may have put any scheme there. */
const isWebAddress = (address: string | undefined) => address !== undefined && /^https?:/i.test(address)
