import type { ReactNode } from 'react'
import { ProductMark } from '@/components/shell/product-mark'
import { productName } from '@/lib/product'
import { LanguageLinks } from './_components/language-links'

/** The frame of pages for people who are not signed in. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col items-center bg-sunken px-4 py-8 sm:justify-center">
      <header className="mb-6 flex items-center gap-3">
        <ProductMark className="size-9" />
        <span className="text-xl font-semibold">{productName}</span>
      </header>
      <main className="w-full max-w-100 rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
        {children}
      </main>
      <footer className="mt-6">
        <LanguageLinks />
      </footer>
    </div>
  )
}
