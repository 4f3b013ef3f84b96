import type { MetadataRoute } from 'next'
import { productName } from '@/lib/product'

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: productName,
    short_name: productName,
    start_url: '/',
    display: 'standalone',
    background_color: '#f8fafb',
    theme_color: '#0d6b75',
    icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' }],
  }
}
