'use client'

import './globals.css'
import { productName } from '@/lib/product'

/** The root layout itself failed: nothing of it (language, providers) can be counted on. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body className="grid min-h-dvh place-items-center p-6 text-center">
        <main>
          <h1 className="text-xl font-semibold">{productName}</h1>
          <p className="mt-2">Something went wrong. Please load the page again.</p>
          <p lang="fr">Une erreur s’est produite. Veuillez recharger la page.</p>
          {error.digest && <p className="mt-2 text-xs text-ink-faint">{error.digest}</p>}
        </main>
      </body>
    </html>
  )
}
