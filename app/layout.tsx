import type { Metadata, Viewport } from 'next'
import { NextIntlClientProvider } from 'next-intl'
import { Providers } from '@/components/providers'
import { readPreferences } from '@/i18n/preferences'
import { productName } from '@/lib/product'
import './globals.css'

export const metadata: Metadata = {
  title: { default: productName, template: `%s · ${productName}` },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f8fafb' },
    { media: '(prefers-color-scheme: dark)', color: '#0b1115' },
  ],
}

export default async function RootLayout({ children }: LayoutProps<'/'>) {
  const { locale, theme } = await readPreferences()
  return (
    <html lang={locale} data-theme={theme}>
      <body>
        <NextIntlClientProvider>
          <Providers>
            <div className="app-root">{children}</div>
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  )
}
