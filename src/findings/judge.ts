import type { Catalogue } from './words.js'

export const judgeFindings = {} as const satisfies Catalogue
