import type { Catalogue } from './words.js'

export const driverFindings = {} as const satisfies Catalogue
