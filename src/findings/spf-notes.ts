/** What is told of the `_devicemail` note beside an SPF record, which says whose its terms are. */
import type { Catalogue } from './words.js'

export const spfNoteFindings = {
  'spf-note-altered': {
    severity: 'warning',
    message:
      'The TXT value at {note} is not as devicemail writes it: {why}. It reads "{found}", so it is taken for no note, and terms that only it names count as somebody else’s: they stay in the record when no site has them any more.',
    remedy:
      'Make it read exactly "{expected}", with the terms that this spec once put there and no others; or delete it, and take out by hand what nobody uses any more{stay}.',
  },
  'spf-note-of-others-altered': {
    severity: 'information',
    message:
      'The TXT value at {note}, which names the spec {spec}, is not as devicemail writes it: {why}. It reads "{found}". Terms that it names are left in the record.',
    remedy: 'Have whoever keeps {spec} make it read exactly "{expected}", or delete it.',
  },
  'spf-note-doubled': {
    severity: 'warning',
    message:
      '{count} notes of this spec stand at {note}, where devicemail writes one; together they name {terms}, and all of these count as ours. {follows}.',
    remedy: 'Approve only if all these terms are of this spec; else delete the note that is wrong.',
  },
  'spf-note-of-another-spec': {
    severity: 'information',
    message:
      'No note of this spec stands at {note}, but one of the spec {spec} names {terms}, which this spec wants too: two specs share them, or the name in the note was changed. They stay as long as either note names them.',
    remedy:
      'Nothing to do if {spec} is a spec of yours. If there is none of that name, delete its note once this spec was applied.',
  },
  'spf-note-names-missing': {
    severity: 'warning',
    message:
      'The note at {note} names {terms} as ours, and the SPF record of {domain} does not hold {it}: somebody edited the record or the note, or a run was cut off between the two. {follows}.',
    remedy:
      'If an address was taken out on purpose, take it from its site in the spec too; else there is nothing to do but approve.',
  },
  'spf-note-without-record': {
    severity: 'warning',
    message:
      '{domain} has no SPF record any more, though the note at {note} names {terms} in it: somebody deleted the record, with all that others had in it. {follows}.',
    remedy:
      'Look up the old record in the history of the DNS service and put it back before you approve: devicemail never knew the terms of others, and writes only what the spec asks for.',
  },
  'spf-term-of-others': {
    severity: 'information',
    message:
      'The SPF record of {domain} holds {terms}, but no note of this spec at {note} names {it}: somebody wrote {it} by hand, or the note was edited or deleted. Nothing takes {it} away when the spec no longer asks for {it}.',
    remedy:
      'Nothing to do if somebody wrote {it} by hand. If the note was edited or deleted, make it read "{expected}"; to hand {it} over, delete {it} from the record by hand and apply.',
  },
  'spf-terms-without-note': {
    severity: 'information',
    message:
      'The SPF record of {domain}, which a person keeps, lets in {terms}, which the spec does not ask for. No note stands at {note}, so devicemail cannot tell whether {it} is somebody else’s or left from a site that was given up; the TXT value "{expected}" there would say.',
    remedy:
      'Leave what somebody of yours sends from, and take out what nobody does. To have it told from now on when an address is given up, publish the note at {note}, and keep it in step with the record.',
  },
} as const satisfies Catalogue
