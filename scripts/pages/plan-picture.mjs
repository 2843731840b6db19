/**
 * The picture in the README: one more site is written into the example, whose
 * tenant is up to date, and this is the plan. Made by the real program, in a
 * copy of the example, so that it never shows what nobody would see.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { block, page } from './markdown.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

const rome = `sites:
  rome:
    egress: 198.51.100.7
    address: static
    devices:
      rome-copier: { profile: old-copier, from: printer@contoso.com, to: anyone }
`

export function planPicture() {
  const folder = mkdtempSync(join(tmpdir(), 'devicemail-picture-'))
  try {
    cpSync(join(root, 'stacks'), join(folder, 'stacks'), {
      recursive: true,
      filter: path => !path.endsWith('.simulator'),
    })
    // The root of a repository: what is included from outside it is refused.
    cpSync(join(root, 'Pulumi.yaml'), join(folder, 'Pulumi.yaml'))
    devicemail(folder, 'apply', 'stacks/contoso', '--yes')
    writeFileSync(join(folder, 'stacks/contoso/rome.yaml'), rome)
    return page(
      'These lines, added to the example,',
      block('yaml', rome),
      'give this plan:',
      block('text', withoutFindings(devicemail(folder, 'plan', 'stacks/contoso'))),
    ).trimEnd()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} cwd
 * @param {readonly string[]} args
 */
function devicemail(cwd, ...args) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'bin/devicemail'), ...args],
    { cwd, encoding: 'utf8', env: { PATH: process.env.PATH, NO_COLOR: '1' } },
  )
  // 3: something waits for Microsoft or for a person, as in the example it may.
  if (status !== 0 && status !== 3) throw new Error(`devicemail ${args.join(' ')}:\n${stderr}`)
  return stdout
}

/**
 * The example uses addresses that are kept for examples, and says so at length;
 * in a picture that would hide the plan. Some findings also come and go with the day.
 * @param {string} text
 */
function withoutFindings(text) {
  const lines = text.split('\n')
  const from = lines.findIndex(line => /^[✗!i] /.test(line))
  const to = lines.findIndex(line => /^\d+ create/.test(line))
  if (from < 0 || to < from) return text
  const told = '… findings follow here, each with its place and what to do about it …'
  return [...lines.slice(0, from), told, '', ...lines.slice(to)].join('\n')
}
