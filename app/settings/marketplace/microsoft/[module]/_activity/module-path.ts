import type { ModuleName } from '@/lib/sync/modules/module'

/** The address of a page about one module's connection. */
export const modulePath = (module: ModuleName, ...below: string[]): string =>
  ['/settings/marketplace/microsoft', module, ...below].join('/')
