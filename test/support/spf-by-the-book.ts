/**
 * A second, slow reading of RFC 7208, to compare the evaluator with: its own
 * grammar, its own addresses as texts of bits, its own recursion; nothing of
 * src/mail but nothing fast either. It is for small worlds whose resolver answers at once.
 */
export interface BookWorld {
  readonly txt: Readonly<Record<string, readonly string[]>>
  readonly a: Readonly<Record<string, readonly string[]>>
  readonly aaaa: Readonly<Record<string, readonly string[]>>
  readonly mx: Readonly<Record<string, readonly string[]>>
  readonly ptr: Readonly<Record<string, readonly string[]>>
  /** Names whose server fails. */
  readonly broken: readonly string[]
}

export type BookTable = 'txt' | 'a' | 'aaaa' | 'mx' | 'ptr'

interface Count {
  lookups: number
  voids: number
}

class Stop extends Error {
  readonly result: 'temperror' | 'permerror'

  constructor(result: 'temperror' | 'permerror') {
    super(result)
    this.result = result
  }
}

// The ABNF of section 12, one line a rule.
const macroExpand = '(?:%\\{[slodiphvSLODIPHV](?:[1-9][0-9]*)?[rR]?[-.+,/_=]*\\}|%%|%_|%-)'
const macroText = `(?:${macroExpand}|[!-$&-~])*`
const topLabel = '(?:[0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])'
const domainSpec = `(?:${macroText}(?:\\.${topLabel}\\.?|${macroExpand}))`
const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])'
const cidr4 = '(?:/(?:3[0-2]|[12][0-9]|[0-9]))'
const cidr6 = '(?:/(?:12[0-8]|1[01][0-9]|[1-9][0-9]|[0-9]))'
const dual = `(?:${cidr4}?(?:/${cidr6})?)`
// An IPv6 address as section 2.2 of RFC 4291 writes it: each line has one more group before "::".
const group = '[0-9A-Fa-f]{1,4}'
const lastTwo = `(?:${group}:${group}|${octet}(?:\\.${octet}){3})`
const address6 = [
  `(?:${group}:){6}${lastTwo}`,
  `::(?:${group}:){5}${lastTwo}`,
  `(?:${group})?::(?:${group}:){4}${lastTwo}`,
  `(?:(?:${group}:){0,1}${group})?::(?:${group}:){3}${lastTwo}`,
  `(?:(?:${group}:){0,2}${group})?::(?:${group}:){2}${lastTwo}`,
  `(?:(?:${group}:){0,3}${group})?::${group}:${lastTwo}`,
  `(?:(?:${group}:){0,4}${group})?::${lastTwo}`,
  `(?:(?:${group}:){0,5}${group})?::${group}`,
  `(?:(?:${group}:){0,6}${group})?::`,
].join('|')
const rules = [
  'all',
  `include:${domainSpec}`,
  `exists:${domainSpec}`,
  `ptr(?::${domainSpec})?`,
  `(?:a|mx)(?::${domainSpec})?${dual}`,
  `ip4:${octet}(?:\\.${octet}){3}${cidr4}?`,
  `ip6:(?:${address6})${cidr6}?`,
].map(rule => `[-+?~]?${rule}`)
const modifiers = [
  `(?:redirect|exp)=${domainSpec}`,
  `(?!(?:redirect|exp)=)[A-Za-z][A-Za-z0-9_.-]*=(?:${macroText})`,
]
const goodTerm = new RegExp(`^(?:${[...rules, ...modifiers].join('|')})$`, 'i')

export function byTheBook(world: BookWorld, ip: string, sender: string, helo: string): string {
  const [local = '', domain = ''] = sender.split('@')
  const client = clientBits(ip)
  const isIp4 = client.length === 32
  const dotted = isIp4 ? decimals(client) : nibbles(client)
  const facts = { s: sender, l: local, o: domain, i: dotted, h: helo, v: isIp4 ? 'in-addr' : 'ip6' }
  const hostTable = isIp4 ? 'a' : 'aaaa'
  const count: Count = { lookups: 0, voids: 0 }
  try {
    return checkHost(domain, false)
  } catch (stop) {
    if (stop instanceof Stop) return stop.result
    throw stop
  }

  function ask(table: BookTable, name: string, isOwn: boolean): readonly string[] {
    const key = name.toLowerCase()
    if (world.broken.includes(key)) throw new Stop('temperror')
    const found = world[table][key] ?? []
    if (found.length === 0 && isOwn) count.voids += 1
    if (count.voids > 2) throw new Stop('permerror')
    return found
  }

  function checkHost(name: string, isOwn: boolean): string {
    if (!name.includes('.') || !isName(name)) return 'none'
    const records = ask('txt', name, isOwn).filter(text => /^v=spf1( |$)/i.test(text))
    if (records.length === 0) return 'none'
    if (records.length > 1) return 'permerror'
    const terms = (records[0] ?? '').split(/ +/).slice(1).filter(Boolean)
    if (terms.some(term => !goodTerm.test(term))) throw new Stop('permerror')
    for (const once of ['redirect=', 'exp='])
      if (terms.filter(term => term.toLowerCase().startsWith(once)).length > 1)
        throw new Stop('permerror')
    for (const term of terms.filter(one => !/^[a-z][a-z0-9_.-]*=/i.test(one))) {
      const bare = term.replace(/^[-+?~]/, '')
      if (!matches(bare, name)) continue
      const signs: Record<string, string> = { '-': 'fail', '~': 'softfail', '?': 'neutral' }
      return signs[term.charAt(0)] ?? 'pass'
    }
    const redirect = terms.find(term => /^redirect=/i.test(term))
    if (redirect === undefined) return 'neutral'
    spend()
    const result = checkHost(fill(redirect.slice(9), name), true)
    if (result === 'none') throw new Stop('permerror')
    return result
  }

  function spend(): void {
    count.lookups += 1
    if (count.lookups > 10) throw new Stop('permerror')
  }

  function matches(term: string, domainName: string): boolean {
    const name = (/^[a-z0-9]+/i.exec(term)?.[0] ?? '').toLowerCase()
    const rest = term.slice(name.length)
    if (name === 'all') return true
    if (name === 'ip4' || name === 'ip6') {
      const [address = '', length] = rest.slice(1).split('/')
      return isIn(address, length)
    }
    spend()
    const hasLength = name === 'a' || name === 'mx'
    const lengths = hasLength ? (/(?:\/\d+)?(?:\/\/\d+)?$/.exec(rest)?.[0] ?? '') : ''
    const spec = rest.slice(0, rest.length - lengths.length).replace(/^:/, '')
    const length = (isIp4 ? /^\/(\d+)/ : /\/\/(\d+)$/).exec(lengths)?.[1]
    const target = spec === '' ? domainName : fill(spec, domainName)
    if (name === 'include') {
      const result = checkHost(target, true)
      if (result === 'none' || result === 'permerror') throw new Stop('permerror')
      return result === 'pass'
    }
    if (!isName(target)) return false
    if (name === 'exists') return ask('a', target, true).length > 0
    if (name === 'a') return ask(hostTable, target, true).some(one => isIn(one, length))
    if (name === 'mx') {
      const hosts = ask('mx', target, true)
      if (hosts.length > 10) throw new Stop('permerror')
      return hosts.some(host => ask(hostTable, host, false).some(one => isIn(one, length)))
    }
    const backwards = `${dotted.split('.').reverse().join('.')}.${facts.v}.arpa`
    const wanted = target.toLowerCase()
    return ask('ptr', backwards, true)
      .slice(0, 10)
      .filter(host => !world.broken.includes(host))
      .filter(host => (world[hostTable][host] ?? []).some(one => bits(one) === client))
      .some(host => host === wanted || host.endsWith(`.${wanted}`))
  }

  function fill(text: string, domainName: string): string {
    const filled = text.replace(
      /%(?:\{([a-z])(\d*)(r?)([-.+,/_=]*)\}|(.))/gi,
      (_, letter: string | undefined, digits: string, r: string, marks: string, sign: string) => {
        if (letter === undefined) return { '%': '%', _: ' ', '-': '%20' }[sign] ?? ''
        const value = { ...facts, d: domainName, p: 'unknown' }[letter.toLowerCase()] ?? ''
        let parts = ['']
        for (const one of value)
          if ((marks === '' ? '.' : marks).includes(one)) parts.push('')
          else parts[parts.length - 1] = `${parts.at(-1) ?? ''}${one}`
        if (r !== '') parts.reverse()
        if (digits !== '') parts = parts.slice(Math.max(0, parts.length - Number(digits)))
        return parts.join('.')
      },
    )
    return filled.replace(/\.$/, '')
  }

  function isIn(address: string, length: string | undefined): boolean {
    const network = bits(address)
    if (network.length !== client.length) return false
    const size = Number(length ?? network.length)
    return network.slice(0, size) === client.slice(0, size)
  }
}

/** 32 or 128 characters, each 0 or 1. */
function bits(address: string): string {
  if (!address.includes(':')) return address.split('.').map(octetBits).join('')
  const [front = '', back] = address.split('::').map(half => {
    const groups = half === '' ? [] : half.split(':')
    return groups.map(one => (one.includes('.') ? bits(one) : groupBits(one))).join('')
  })
  return back === undefined ? front : front + '0'.repeat(128 - front.length - back.length) + back
}

function octetBits(octet: string): string {
  return Number(octet).toString(2).padStart(8, '0')
}

function groupBits(group: string): string {
  return Number.parseInt(group, 16).toString(2).padStart(16, '0')
}

/** A mapped address (::ffff:192.0.2.1) is one of IPv4. */
function clientBits(ip: string): string {
  const all = bits(ip)
  return all.startsWith('0'.repeat(80) + '1'.repeat(16)) && all.length === 128 ? all.slice(96) : all
}

function decimals(all: string): string {
  return (all.match(/.{8}/g) ?? []).map(one => Number.parseInt(one, 2)).join('.')
}

function nibbles(all: string): string {
  return (all.match(/.{4}/g) ?? []).map(one => Number.parseInt(one, 2).toString(16)).join('.')
}

function isName(name: string): boolean {
  return name.length <= 253 && name.split('.').every(one => one.length > 0 && one.length < 64)
}
