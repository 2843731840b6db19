import type { Catalogue } from './words.js'

export const specFindings = {} as const satisfies Catalogue
