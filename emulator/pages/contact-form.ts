import { html } from 'hono/html'
import { addressFields, addressPartLabels, listFields, moreLabels, textFields } from './contact-form-fields'
import type { Markup, Visitor } from './page'

type Field = { name: string; label: string; value: string; type?: string }

/** The inputs of a contact, filled with what stands in `form`. */
export function contactInputs({ language, t }: Visitor, form: ReadonlyMap<string, string>): Markup {
  const textOf = (name: string) => form.get(name) ?? ''
  const more = (name: keyof typeof moreLabels, type = 'text') =>
    input({ name, label: moreLabels[name][language], value: textOf(name), type })
  return html`${textFields.map(
    ({ section, fields }) => html`<fieldset>
      <legend>${t[section]}</legend>
      <div class="grid">
        ${fields.map(({ name, label }) => input({ name, label: label[language], value: textOf(name) }))}
      </div>
    </fieldset>`,
  )}
    <fieldset>
      <legend>${t.sectionReach}</legend>
      <div class="grid">
        ${listFields.map(({ name, places, type, label }) =>
          Array.from({ length: places }, (_, at) =>
            input({
              name: `${name}.${at}`,
              label: `${label[language]} ${at + 1}`,
              value: textOf(`${name}.${at}`),
              type,
            }),
          ),
        )}
        ${more('mobilePhone', 'tel')}
      </div>
    </fieldset>
    ${addressFields.map(
      ({ name, text }) => html`<fieldset>
        <legend>${t[text]}</legend>
        <div class="grid">
          ${Object.entries(addressPartLabels).map(([part, label]) =>
            input({ name: `${name}.${part}`, label: label[language], value: textOf(`${name}.${part}`) }),
          )}
        </div>
      </fieldset>`,
    )}
    <fieldset>
      <legend>${t.sectionMore}</legend>
      <div class="grid">
        ${more('birthday', 'date')} ${more('spouseName')}
        ${(['children', 'categories', 'personalNotes'] as const).map(
          (name) => html`<label class="${name === 'personalNotes' ? 'full' : ''}">
            ${moreLabels[name][language]}
            <textarea name="${name}" rows="${name === 'personalNotes' ? 5 : 2}">${textOf(name)}</textarea>
          </label>`,
        )}
      </div>
    </fieldset>`
}

function input({ name, label, value, type = 'text' }: Field): Markup {
  return html`<label>${label}<input name="${name}" type="${type}" value="${value}" autocomplete="off" /></label>`
}
