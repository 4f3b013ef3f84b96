'use client'

import { useFormatter } from 'next-intl'
import { durationText } from './duration-text'

export const useDuration = (): ((ms: number) => string) => durationText(useFormatter())
