import type { Catalogue } from './words.js'

export const compileFindings = {} as const satisfies Catalogue
