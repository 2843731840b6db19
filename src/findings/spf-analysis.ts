/** What the analysis of an SPF record tells, beyond the faults of its grammar (mail.ts). */
import type { Catalogue } from './words.js'

export const spfAnalysisFindings = {
  'spf-almost-record': {
    severity: 'error',
    message:
      '{domain} has the TXT value {text}, which looks like SPF and is none: a record begins with exactly "v=spf1" and a blank.',
    remedy: 'Write it again without quotes, commas or blanks in front: v=spf1 -all.',
  },
  'spf-budget-passed': {
    severity: 'error',
    message:
      'The SPF record of {domain} needs {count} DNS look-ups; receivers stop at {most} and then let nobody pass (permerror).',
    remedy: '{ways}',
  },
  'spf-budget-full': {
    severity: 'information',
    message:
      'The SPF record of {domain} needs {count} of {most} DNS look-ups, so one include more, here or at a service, breaks it.',
    remedy: 'Take out what nobody uses before the next service comes.',
  },
  'spf-voids-over-budget': {
    severity: 'error',
    message:
      'The SPF record of {domain} has {count} look-ups that find nothing; receivers may stop at the third and let nobody pass.',
    remedy: 'Take out or correct {terms}.',
  },
  'spf-void-term': {
    severity: 'warning',
    message: 'The SPF record of {domain} asks in vain: nothing is found for {where}.',
    remedy: 'Take the term out, or correct the name in it.',
  },
  'spf-include-without-record': {
    severity: 'error',
    message:
      'The SPF record of {domain} leads to a name without an SPF record: {where}. Receivers who come so far answer permerror.',
    remedy: 'Take the term out, or correct the name in it.',
  },
  'spf-include-with-two-records': {
    severity: 'error',
    message:
      'The SPF record of {domain} leads to a name with several SPF records: {where}. Receivers who come so far answer permerror.',
    remedy: 'Tell {owner}; until it is mended, list the addresses as ip4 and ip6 yourself.',
  },
  'spf-include-faulty': {
    severity: 'error',
    message:
      'The SPF record of {domain} leads to a record with a fault: {where} ({fault}). Receivers who come so far answer permerror.',
    remedy: 'Tell {owner}; until it is mended, list the addresses as ip4 and ip6 yourself.',
  },
  'spf-include-loop': {
    severity: 'error',
    message:
      'The SPF record of {domain} leads back to itself: {where}. Receivers go round until they give up (permerror).',
    remedy: 'Take out the include that closes the circle.',
  },
  'spf-not-asked': {
    severity: 'warning',
    message: 'The DNS did not answer for {where}, so more may be wrong than is told here.',
    remedy: 'Run again, or ask another name server.',
  },
  'spf-passes-everyone': {
    severity: 'error',
    message:
      'The SPF record of {domain} lets everybody send as the domain with "{term}" (position {position}).',
    remedy: 'Write ~all, or -all where every sender is known.',
  },
  'spf-include-passes-everyone': {
    severity: 'error',
    message:
      'The SPF record of {domain} lets nearly everybody send as the domain, through "{term}" (position {position}).',
    remedy: 'Take the term out, and list the addresses that are meant.',
  },
  'spf-wide-range': {
    severity: 'warning',
    message:
      'The SPF record of {domain} lets in {count} addresses with "{term}" (position {position}).',
    remedy: 'Name the addresses that send mail, or a smaller block.',
  },
  'spf-uses-ptr': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}), which RFC 7208 says not to use: it is slow, and some receivers skip it.',
    remedy: 'Name the addresses as ip4 and ip6, or the hosts as a:mail.example.com.',
  },
  'spf-unreached-term': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}) behind "{all}", where it is never looked at.',
    remedy: 'Move it in front of "{all}" if it is meant, or take it out.',
  },
  'spf-redirect-ignored': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}), which is ignored because "{all}" stands there too.',
    remedy: 'Take out one of the two.',
  },
  'spf-open-end': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has neither `all` nor `redirect`, so mail from elsewhere is left undecided.',
    remedy: 'End it in ~all, or in -all where every sender is known.',
  },
  'spf-repeated-term': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}) though "{by}" says the same already.',
    remedy: 'Take one of the two out.',
  },
  'spf-covered-term': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}), which never decides: "{by}" in front of it names all its addresses.',
    remedy: 'Take it out, or move it in front where the two do not say the same.',
  },
  'spf-covered-by-include': {
    severity: 'information',
    message:
      'The SPF record of {domain} has "{term}" (position {position}), whose addresses "{by}" lets in too.',
    remedy:
      'Take it out if the service behind "{by}" sends from there; leave it if the addresses are your own.',
  },
  'spf-includes-overlap': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}, {count} look-ups), and all it lets in is let in by other terms too.',
    remedy: 'Take it out: nobody loses, and {count} look-ups are saved.',
  },
  'spf-costly-order': {
    severity: 'information',
    message:
      'The SPF record of {domain} asks the DNS for "{term}" before it looks at "{address}" (position {position}), which costs nothing.',
    remedy: 'Put ip4 and ip6 terms first, so that mail from there needs no look-up.',
  },
  'spf-early-modifier': {
    severity: 'information',
    message:
      'The SPF record of {domain} has "{term}" (position {position}) in front of mechanisms; receivers take it last all the same.',
    remedy: 'Move it to the end, so that the record reads in the order in which it works.',
  },
  'spf-mechanism-as-modifier': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}); with an equals sign it is a modifier that nobody knows, and receivers pass over it.',
    remedy: 'Write a colon for the equals sign if mail from there is meant, or take "{term}" out.',
  },
  'spf-second-version': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has "{term}" (position {position}) once more in its middle; two records were written into one, and receivers read on as if it were not there.',
    remedy:
      'Make one record of the two: one v=spf1 in front, all terms once, and one `all` at the end.',
  },
  'spf-long-record': {
    severity: 'warning',
    message:
      'The SPF record of {domain} has {length} bytes; above {advised} some name servers cannot answer in one packet.',
    remedy: 'Join single addresses to blocks, or take out terms that nobody uses any more.',
  },
  'spf-long-answer': {
    severity: 'warning',
    message:
      'All TXT values of {domain} together make an answer of {length} bytes; above {most} it does not fit a plain packet, and receivers behind strict firewalls get none.',
    remedy: 'Delete TXT values that are no longer needed, such as old proofs of ownership.',
  },
  'spf-flattening-refused': {
    severity: 'error',
    message: 'The SPF record of {domain} cannot be flattened at "{term}": {why}.',
    remedy: 'Leave that term as it is, or mend what stands behind it first.',
  },
  'spf-flattening-too-long': {
    severity: 'error',
    message:
      'The SPF record of {domain} would have {length} bytes once flattened; above {most} some receivers get no answer, and then nobody passes.',
    remedy:
      '{first}Leave {rest} as it is, and let the service behind it send from a subdomain of its own, such as news.{domain}, which has a record and 10 look-ups of its own.',
  },
  'spf-flattening-stale': {
    severity: 'warning',
    message:
      'The SPF record of {domain} was flattened on {date}, and {name} has changed since: {change}.',
    remedy:
      'In place of "{note}" and the terms behind it ({count}) write "{fresh}", or include:{name} if the look-ups allow it.',
  },
  'spf-flattening-source-broken': {
    severity: 'warning',
    message:
      'The SPF record of {domain} was flattened on {date} from {name}, which can no longer be told: {why}.',
    remedy:
      'Look at it by `devicemail spf check {name}` and ask who runs it; until then the addresses stand as they were.',
  },
  'spf-flattening-unread': {
    severity: 'information',
    message:
      'Whether {name} has changed since the SPF record of {domain} was flattened on {date} is not known: {unasked} gave no answer.',
    remedy: 'Run again where {unasked} can be resolved.',
  },
  'spf-flattening-altered': {
    severity: 'warning',
    message:
      'The SPF record of {domain} bears the note "{note}" (position {position}), but the terms behind it are not those that it counts.',
    remedy: 'Flatten it again, or take the note out if the addresses are kept by hand now.',
  },
} as const satisfies Catalogue
