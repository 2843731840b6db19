import type { Catalogue } from './words.js'

export const mailFindings = {} as const satisfies Catalogue
