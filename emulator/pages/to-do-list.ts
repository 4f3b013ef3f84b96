import { html, raw } from 'hono/html'
import type { User } from '../directory/entities'
import { listsOf } from '../todo/find-list'
import { defaultList, type ListRow, listId, type TaskRow, taskId } from '../todo/todo'
import type { World } from '../world'
import { dueDay, shownDay, todayOf } from './due-day'
import { type Markup, page, problemLine, type Visitor } from './page'

type Shown = { user: User; list: ListRow; problem?: string }

/** The tasks of a list, open ones first, with a line to add one, and the list's own actions. */
export function toDoList(visitor: Visitor, world: World, shown: Shown): Markup {
  const { t } = visitor
  const { user, list, problem } = shown
  const lists = listsOf(world, user.id)
  const tasks = world.todo.tasksIn(list)
  const open = tasks.filter(({ values }) => values.status !== 'completed').sort(byImportanceAndDue)
  const done = tasks
    .filter(({ values }) => values.status === 'completed')
    .sort((a, b) => b.version - a.version)
  const line = (task: TaskRow) => taskLine(visitor, world, user, task)
  return page(
    visitor,
    { title: t.toDo, user, tab: 'todo' },
    html`<div class="columns">
      ${listColumn(visitor, world, user, lists, list)}
      <section>
        <h1>${list.displayName} <span class="note">${open.length}</span></h1>
        ${problem === undefined ? '' : problemLine(visitor, problem)} ${addForm(visitor, user, list)}
        ${open.length === 0 ? html`<p class="note">${t.nothingToDo}</p>` : ''}
        <ul class="plain tasks">
          ${open.map(line)}
        </ul>
        ${
          done.length === 0
            ? ''
            : html`<details class="done" open>
                <summary>${t.completedTasks} <span class="note">${done.length}</span></summary>
                <ul class="plain tasks">
                  ${done.map(line)}
                </ul>
              </details>`
        }
        ${tasks.length === 0 ? '' : severalForm(visitor, user, lists, list)}
      </section>
    </div>`,
  )
}

function addForm({ t }: Visitor, user: User, list: ListRow): Markup {
  return html`<form method="post" action="/todo/${user.id}/tasks" class="bar card" aria-label="${t.addTask}">
    <input type="hidden" name="list" value="${listId(list)}" />
    <label class="grow">${t.taskTitle}<input name="title" required maxlength="255" placeholder="${t.addTask}" autocomplete="off" /></label>
    <label>${t.due}<input name="due" type="date" /></label>
    <label class="inline"><input name="important" type="checkbox" value="on" /> ${t.important}</label>
    <button class="main">${t.add}</button>
  </form>`
}

function taskLine(visitor: Visitor, world: World, user: User, task: TaskRow): Markup {
  const { t } = visitor
  const { values } = task
  const path = `/todo/${user.id}/task/${taskId(task)}`
  const isDone = values.status === 'completed'
  const isStarred = values.importance === 'high'
  const button = (act: 'complete' | 'reopen' | 'star' | 'unstar', sign: string) =>
    html`<form method="post" action="${path}/${act}">
      <button class="sign ${act}" aria-label="${t[act]}${t.colon} ${values.title}" title="${t[act]}">${sign}</button>
    </form>`
  return html`<li class="${isDone ? 'is-done' : ''}">
    ${isDone ? button('reopen', '✓') : button('complete', '')}
    <span class="grow"><a href="${path}">${values.title}</a>${remarks(visitor, world, user, task)}</span>
    ${isStarred ? button('unstar', '★') : button('star', '☆')}
    <input type="checkbox" form="several" name="task" value="${taskId(task)}" aria-label="${t.select} ${values.title}" />
  </li>`
}

/** The small print below a title. */
function remarks(
  visitor: Visitor,
  world: World,
  user: User,
  { values, checklist, linkedResource }: TaskRow,
): Markup {
  const { t } = visitor
  const due = values.dueAt === null ? null : dueDay(values.dueAt, user)
  const isLate = due !== null && values.status !== 'completed' && due < todayOf(world, user)
  const stepsDone = checklist.filter(({ isChecked }) => isChecked).length
  const dueText =
    due === null
      ? null
      : html`<span class="${isLate ? 'bad' : ''}"
          >${isLate ? t.overdue : t.dueOn}
          <time datetime="${due}">${shownDay(visitor, world, user, due)}</time></span
        >`
  const parts = [
    dueText,
    values.status === 'inProgress' ? t.statusInProgress : null,
    values.status === 'waitingOnOthers' ? t.statusWaiting : null,
    values.status === 'deferred' ? t.statusDeferred : null,
    values.recurrence ? t.repeats : null,
    checklist.length > 0 ? `${stepsDone}/${checklist.length} ${t.steps.toLowerCase()}` : null,
    linkedResource?.applicationName ?? null,
  ].filter((part) => part !== null)
  if (parts.length === 0) return html``
  return html`<small>${parts.map((part, at) => html`${at === 0 ? '' : ' · '}${part}`)}</small>`
}

function severalForm({ t }: Visitor, user: User, lists: readonly ListRow[], current: ListRow): Markup {
  const others = lists.filter(({ number }) => number !== current.number)
  return html`<form method="post" action="/todo/${user.id}/selected" id="several" class="bar several" aria-label="${t.severalTasks}">
    <input type="hidden" name="list" value="${listId(current)}" />
    <span class="note grow">${t.severalTasks}</span>
    ${
      others.length === 0
        ? ''
        : html`<label class="inline">${t.moveTo} ${listSelect(others)}</label>
            <button name="action" value="move">${t.move}</button>`
    }
    <button name="action" value="delete" class="danger">${t.delete}</button>
  </form>`
}

export const listSelect = (lists: readonly ListRow[]): Markup =>
  html`<select name="to">${lists.map((list) => html`<option value="${listId(list)}">${list.displayName}</option>`)}</select>`

function listColumn(
  { t }: Visitor,
  world: World,
  user: User,
  lists: readonly ListRow[],
  current: ListRow,
): Markup {
  const path = `/todo/${user.id}/lists`
  const openIn = (list: ListRow) =>
    world.todo.tasksIn(list).filter(({ values }) => values.status !== 'completed').length
  return html`<aside>
    <h2>${t.lists}</h2>
    <ul class="plain folders">
      ${lists.map(
        (list) => html`<li>
          <a
            href="/todo/${user.id}?list=${encodeURIComponent(listId(list))}"
            ${list.number === current.number ? raw('aria-current="page"') : ''}
            >${list.displayName} <span class="note">${openIn(list) || ''}</span></a
          >
        </li>`,
      )}
    </ul>
    <details>
      <summary>${t.newList}</summary>
      ${nameForm(t.listName, t.create, path, '')}
    </details>
    ${
      current.number === defaultList
        ? ''
        : html`<details>
              <summary>${t.renameList}</summary>
              ${nameForm(t.listName, t.rename, `${path}/${listId(current)}/rename`, current.displayName)}
            </details>
            <details>
              <summary>${t.deleteList}</summary>
              <form method="post" action="${path}/${listId(current)}/delete">
                <p class="note">${current.displayName}. ${t.deleteListNote}</p>
                <button class="danger">${t.deleteList}</button>
              </form>
            </details>`
    }
  </aside>`
}

function nameForm(label: string, button: string, action: string, value: string): Markup {
  return html`<form method="post" action="${action}" class="bar">
    <label class="grow">${label}<input name="displayName" required maxlength="255" value="${value}" /></label>
    <button>${button}</button>
  </form>`
}

/** Starred ones first, then by due date, then as they were made. */
function byImportanceAndDue(a: TaskRow, b: TaskRow): number {
  const starred = Number(b.values.importance === 'high') - Number(a.values.importance === 'high')
  const due = (a.values.dueAt ?? '9').localeCompare(b.values.dueAt ?? '9')
  return starred || due || a.number - b.number
}
