/** Values are data: whatever stands in them, they arrive as they are and nothing of them is run. */
import type { Case } from './case.js'
import { getConnectors, set, withConnectors } from './given.js'

const values: Readonly<Record<string, string>> = {
  'single quotes': "it's 'quoted'",
  'double quotes': 'a "quoted" word',
  'typographic quotes': '‘single’ ‚low‛ “double” „low‟',
  'a subexpression': '$(Remove-InboundConnector Milan)',
  'names of variables': '$env:PATH $null $true ${x}',
  backticks: 'a`nb `$c ``',
  'line ends': 'one\ntwo\r\nthree',
  'tabs and blanks around': '  \t x \t ',
  'semicolons and pipes': 'x; Remove-InboundConnector Milan | Out-Null && exit',
  'a comment': '# not a comment <# nor this #>',
  'a parameter': '-Identity Turin -WhatIf:$true',
  'a hash table': "@{ Add = 'x' }",
  JSON: '{"a":[1,null,"\\u0041"],"@odata.type":"#Exchange.GenericHashTable"}',
  XML: '<a href="x">&amp;</a><!--',
  'what looks like a number': '007',
  'what looks like a switch': '$false',
  'a day': '2026-11-24',
  'letters of other scripts': 'Zürich Ελλάδα Київ 東京 العربية',
  'signs beyond two bytes': '🖨️ 𝔘 👩‍💻',
  'signs without a shape': 'a\u200bb\u202ec\u00a0d\ufeff',
  'a control character': 'a\u001b[2Jb\u0007c',
  'percent and plus': '100%25 a+b c%20d',
  '64 KB': 'x’$("`'.repeat(10_000),
}

export const texts: readonly Case[] = Object.entries(values).map(([what, Comment]) => ({
  says: `a text with ${what} arrives as it is`,
  given: withConnectors('Milan', 'Turin'),
  calls: [set('Set-InboundConnector', 'Milan', { Comment }), getConnectors],
  then: [
    { rows: [] },
    {
      rows: [
        { Name: 'Milan', Comment },
        { Name: 'Turin', Comment: '' },
      ],
    },
  ],
}))
