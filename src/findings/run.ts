import type { Catalogue } from './words.js'

export const runFindings = {} as const satisfies Catalogue
