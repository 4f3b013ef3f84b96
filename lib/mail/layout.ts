import { productName } from '@/lib/product'

export type MailLocale = 'en' | 'fr'

/** What every mail of ours consists of. All of it is plain text; nothing is read as HTML. */
export type MailContent = {
  subject: string
  /** First line of the text, larger. */
  heading: string
  paragraphs: readonly string[]
  button: { label: string; url: string }
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
    `${button.label}${locale === 'fr' ? ' :' : ':'}\n${button.url}`,
    `-- \n${footer}`,
  ]
  return { subject: oneLine(subject), text: `${text.join('\n\n')}\n`, html: htmlOf(locale, content) }
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif"

/** Mail programs know tables and inline styles, and little else. */
function htmlOf(locale: MailLocale, { subject, heading, paragraphs, button, footer }: MailContent): string {
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px;background:#f4f5f7;${FONT};font-size:15px;line-height:1.5;color:#1c2430">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0"><tr><td align="center">
<table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="max-width:520px;background:#ffffff;border-radius:8px">
<tr><td style="padding:32px">
<p style="margin:0 0 24px;font-weight:600;color:#4a5568">${escapeHtml(productName)}</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(heading)}</h1>
${paragraphs.map(paragraph).join('\n')}
<p style="margin:24px 0 0"><a href="${escapeHtml(button.url)}" style="display:inline-block;padding:10px 18px;background:#1f4fd8;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>
</td></tr></table>
<p style="max-width:520px;margin:16px auto 0;font-size:13px;color:#5b6472">${escapeHtml(footer)}</p>
</td></tr></table>
</body>
</html>
`
}

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
