import type { Catalogue } from './words.js'

export const engineFindings = {} as const satisfies Catalogue
