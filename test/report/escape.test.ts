import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlText, jsonText, markdownCode, markdownText, visible } from '../../src/report/escape.js'
import { hostileText } from './hostile-text.js'

describe('visible', () => {
  test('shows control characters instead of sending them', () => {
    expect(visible('a\u001b[2Jb\r\n\u009b')).toBe('a\\u{1b}[2Jb\\r\\n\\u{9b}')
  })

  test('shows marks that turn the direction of text, and letters without a shape', () => {
    expect(visible('gnp\u202etxt\u200b\u{e0041}')).toBe('gnp\\u{202e}txt\\u{200b}\\u{e0041}')
  })

  test('leaves ordinary text of any language as it is', () => {
    for (const text of ['Köln – “Büro”', '東京 複合機', 'Ελλάδα', 'כן', '☎ 4711'])
      expect(visible(text)).toBe(text)
  })

  test('leaves nothing that has no shape, whatever the text', () => {
    fc.assert(
      fc.property(hostileText, text => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(visible(text))),
    )
  })
})

describe('Markdown', () => {
  test.each([
    ['@everyone', '@&#8203;everyone'],
    ['see #123', 'see #&#8203;123'],
    ['GH-12 and org/repo#4', 'GH&#8203;-12 and org/repo#&#8203;4'],
    ['<img src=x>', '&lt;img src=x&gt;'],
    ['[a](https://evil.example)', '\\[a\\](https:&#8203;//evil.example)'],
    ['www.evil.example', 'www&#8203;.evil.example'],
    ['a | b', 'a &#124; b'],
    ['` | `', '&#96; &#124; &#96;'],
    ['**bold** _it_ ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['two\nlines', 'two&#92;nlines'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['$x$ &amp;', '&#36;x&#36; &amp;amp;'],
  ])('%j is only text', (text, drawn) => {
    expect(markdownText(text)).toBe(drawn)
  })

  test('a mail address can be copied, and calls nobody', () => {
    expect(markdownText('replies to printer@contoso.com reach it@contoso.com')).toBe(
      'replies to `printer@contoso.com` reach `it@contoso.com`',
    )
  })

  test('what a remedy sets in backticks stays code', () => {
    expect(markdownText('write `connector: { adopt: true }`')).toBe(
      'write `connector: { adopt: true }`',
    )
  })

  test('backticks pair from the left, and what is no harmless code is text', () => {
    expect(markdownText('write `auth: [oauth-app]` and `tls: 1.2` here')).toBe(
      'write `auth: [oauth-app]` and `tls: 1.2` here',
    )
    expect(markdownText('`<b>` and `x`')).toBe('&#96;&lt;b&gt;&#96; and `x`')
  })

  test('text that could end a code span is none', () => {
    expect(markdownCode('v=spf1 -all')).toBe('`v=spf1 -all`')
    expect(markdownCode('a`|`b')).toBe('a&#96;&#124;&#96;b')
  })

  test('outside code there is no mention, no reference, no tag, no link and no cell border', () => {
    fc.assert(
      fc.property(hostileText, text => {
        for (const drawn of [markdownText(text), markdownCode(text)]) {
          const outside = drawn.replace(/`[^`]*`/gu, '')
          expect(drawn).not.toContain('|')
          expect(drawn).not.toContain('\n')
          expect(outside).not.toContain('`')
          expect(outside).not.toMatch(/@(?!&#8203;)/u)
          expect(outside).not.toMatch(/#\d(?!\d*;)/u)
          expect(outside).not.toMatch(/[<>]|:\/\/|www\./iu)
          expect(outside).not.toMatch(/(?<!\\)[[\]*_~]/u)
          for (const span of drawn.match(/`[^`]*`/gu) ?? []) expect(span).not.toMatch(/[<>|\\&]/u)
        }
      }),
    )
  })
})

describe('HTML', () => {
  test('has no tag and no end of an attribute in it', () => {
    fc.assert(fc.property(hostileText, text => !/[<>"']/u.test(htmlText(text))))
  })

  test('reads back as what was written', () => {
    expect(htmlText(`<b title="x">Tom & Jerry's</b>`)).toBe(
      '&lt;b title=&quot;x&quot;&gt;Tom &amp; Jerry&#39;s&lt;/b&gt;',
    )
  })
})

describe('JSON', () => {
  test('is the same value, and may be printed', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const drawn = jsonText({ text })
        expect(JSON.parse(drawn)).toEqual({ text })
        expect(drawn.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})
