import { productName } from '@/lib/product'

export type MailLocale = 'en' | 'fr'

/** What every mail of ours consists of. All of it is plain text; nothing is read as HTML. */
export type MailContent = {
  subject: string
  /** First line of the text, larger. */
  heading: string
  paragraphs: readonly string[]
  /** Null for a mail after which there is nothing to do. */
  button: { label: string; url: string } | null
  /** Why the reader gets this mail. */
  footer: string
}

/** The same content for people who read text and for people who read HTML. */
export function layOut(
  locale: MailLocale,
  content: MailContent,
): { subject: string; text: string; html: string } {
  const { subject, heading, paragraphs, button, footer } = content
  const text = [
    heading,
    ...paragraphs,
    ...(button === null ? [] : [`${button.label}${locale === 'fr' ? '\u00a0:' : ':'}\n${button.url}`]),
    `-- \n${footer}`,
  ]
  return { subject: oneLine(subject), text: `${text.join('\n\n')}\n`, html: htmlOf(locale, content) }
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"

/**
 * Colours at night. Programs that know `prefers-color-scheme` take these, all others keep the inline ones
 * (caniemail.com/features/css-at-media-prefers-color-scheme).
 */
const NIGHT = `:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
.page { background: #14181f !important; color: #e8ebf0 !important; }
.card { background: #1e242d !important; }
.soft { color: #a9b3c1 !important; }
.button { background: #5cc5cf !important; color: #06181c !important; }
}`

/** Mail programs know tables and inline styles, and little else. */
function htmlOf(locale: MailLocale, { subject, heading, paragraphs, button, footer }: MailContent): string {
  const paragraph = (text: string) =>
    `<p style="margin:0 0 16px;white-space:pre-line">${escapeHtml(text)}</p>`
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>
${NIGHT}
</style>
</head>
<body class="page" style="margin:0;padding:24px;background:#f4f5f7;${FONT};font-size:15px;line-height:1.5;color:#1c2430">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" class="card" style="max-width:520px;background:#ffffff;border-radius:8px">
<tr><td style="padding:32px;text-align:left;overflow-wrap:anywhere">
<p class="soft" style="margin:0 0 24px;font-weight:600;color:#4a5568">${escapeHtml(productName)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(heading)}</h1>
${paragraphs.map(paragraph).join('\n')}${button === null ? '' : buttonOf(button)}
</td></tr></table>
<p class="soft" style="max-width:520px;margin:16px auto 0;font-size:13px;color:#5b6472">${escapeHtml(footer)}</p>
</td></tr></table>
</body>
</html>
`
}

const buttonOf = ({ label, url }: { label: string; url: string }) => `
<p style="margin:24px 0 0"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;padding:10px 18px;background:#006d77;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
