/** The little Markdown that the generated pages are made of. Prettier lays it out afterwards. */

/** Text of the program as prose: what is no code span cannot become markup.
 * @param {string} text */
export function prose(text) {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/[*_<>[\]|\\]/g, '\\$&')))
    .join('')
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** @param {string} text */
export function code(text) {
  return text === '' ? '' : `\`${text}\``
}

/**
 * @param {string} language
 * @param {string} text
 */
export function block(language, text) {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}

/**
 * Columns in which no row has anything are left out.
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  const used = head.map((_, index) => rows.some(row => row[index] !== ''))
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.filter((_, index) => used[index]).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Puts blocks under each other.
 * @param {readonly string[]} blocks */
export function page(...blocks) {
  return `${blocks.filter(one => one !== '').join('\n\n')}\n`
}
