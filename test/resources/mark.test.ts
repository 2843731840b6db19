/** The mark: whose a thing is, kept in the thing itself. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMark, markIn } from '../../src/resources/mark.js'
import { keyFrom } from '../../src/resources/resource.js'

const specName = fc.stringMatching(/^[A-Za-z0-9._-]{1,63}$/)
const siteName = fc.stringMatching(/^[A-Za-z0-9._-]{1,63}$/)
const address = fc
  .tuple(fc.stringMatching(/^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/), fc.domain())
  .map(([local, domain]) => `${local}@${domain}`)
/** What an administrator may have written: anything but a mark. */
const ownText = fc.string().filter(one => !one.includes('[devicemail:') && one === one.trim())

describe('the text of a mark', () => {
  it('names spec and key, in front of what an administrator wrote', () => {
    const mark = createMark('contoso')
    expect(mark.text('Milan')).toBe('[devicemail:contoso/milan]')
    expect(mark.text('milan', 'ticket 4711')).toBe('[devicemail:contoso/milan] ticket 4711')
  })

  it('is read back by its own spec, and by no other', () => {
    fc.assert(
      fc.property(
        specName,
        specName,
        fc.oneof(siteName, address),
        ownText,
        (spec, other, key, own) => {
          const text = createMark(spec).text(key, own)
          expect(createMark(spec).keyIn(text)).toBe(keyFrom(key))
          expect(createMark(spec).ownerFrom(text)).toBe('us')
          if (other !== spec) {
            expect(createMark(other).keyIn(text)).toBeUndefined()
            expect(createMark(other).ownerFrom(text)).toEqual({ other: spec })
          }
        },
      ),
    )
  })

  it('keeps the own text of an administrator, however often it is written', () => {
    fc.assert(
      fc.property(specName, specName, siteName, siteName, ownText, (one, other, key, next, own) => {
        const first = createMark(one).text(key, own)
        const second = createMark(other).text(next, first)
        expect(second).toBe(createMark(other).text(next, own))
        expect(createMark(other).text(next, second)).toBe(second)
        expect(second.endsWith(own)).toBe(true)
      }),
    )
  })

  it('that is nobody’s is no mark', () => {
    const mark = createMark('contoso')
    for (const text of ['', 'Milan', '[devicemail:]', '[devicemail:contoso]', null, undefined, 7])
      expect(mark.ownerFrom(text)).toBe('nobody')
  })

  it('tells another spec’s name, so that a refusal can say whose it is', () => {
    expect(markIn('[devicemail:fabrikam/oslo] by Bo')).toEqual({ spec: 'fabrikam', key: 'oslo' })
  })
})

describe('the birth sign of a mailbox', () => {
  it('fits into Name and Alias and follows the rules of both', () => {
    fc.assert(
      fc.property(specName, address, (spec, one) => {
        const sign = createMark(spec).birthSign(one)
        expect(sign.length).toBeLessThanOrEqual(64)
        expect(sign).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/)
      }),
    )
  })

  it('is another one for another address and another spec, and the same whatever the case', () => {
    fc.assert(
      fc.property(specName, specName, address, address, (spec, other, one, two) => {
        const mark = createMark(spec)
        expect(mark.birthSign(one.toUpperCase())).toBe(mark.birthSign(one))
        if (one !== two) expect(mark.birthSign(one)).not.toBe(mark.birthSign(two))
        if (spec !== other) expect(createMark(other).birthSign(one)).not.toBe(mark.birthSign(one))
      }),
    )
  })

  it('shows people which address it stands for', () => {
    expect(createMark('contoso').birthSign('printer@contoso.com')).toMatch(
      /^printer\.contoso\.com-[0-9a-f]{8}$/,
    )
  })
})

it('stands in the attribute that the spec names', () => {
  expect(createMark('contoso').attribute).toBe('CustomAttribute15')
  expect(createMark('contoso', 3).attribute).toBe('CustomAttribute3')
})
