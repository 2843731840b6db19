import type { Catalogue } from './words.js'

export const resourceFindings = {} as const satisfies Catalogue
