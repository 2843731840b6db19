/** What there is to tell about the REST endpoint of Exchange. */
import type { Catalogue } from './words.js'

export const restFindings = {
  'rest-answer-in-pages': {
    severity: 'error',
    message:
      'Exchange gave only a first page of what {cmdlet} was asked, so nobody knows the rest.',
    remedy:
      'Run again later. If it stays so, write `driver: powershell`, which Microsoft supports, and report it with this text.',
  },
} as const satisfies Catalogue
