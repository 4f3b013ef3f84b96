export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

/** How each language writes dates and numbers: English as the British do, whose words our texts use. */
export const regionalForms = { en: 'en-GB', fr: 'fr-FR' } as const satisfies Record<Locale, string>
export type RegionalForm = (typeof regionalForms)[Locale]

/** The language that `form` is a form of. */
export const languageOf = (form: RegionalForm): Locale => (form === 'fr-FR' ? 'fr' : 'en')

export const isLocale = (text: string | null | undefined): text is Locale =>
  locales.some((locale) => locale === text)

/** The first of our languages that a browser's `Accept-Language` prefers; English when it knows none of them. */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find(Boolean)
      return { language: range.split('-')[0], quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { language } of wanted) if (isLocale(language)) return language
  return 'en'
}
