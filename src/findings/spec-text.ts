/** What can be wrong with the files of a spec, before anybody asks what they mean. */
import type { Catalogue } from './words.js'

/** Folders and files. */
export const specFileFindings = {
  'spec-folder-missing': {
    severity: 'error',
    message: 'The folder {folder} does not exist.',
    remedy: 'Name the folder that holds the YAML files of one tenant, such as stacks/contoso.',
  },
  'spec-folder-not-a-folder': {
    severity: 'error',
    message: '{folder} is a file, where the folder of a spec is asked for.',
    remedy: 'Name the folder that holds the YAML files of one tenant, such as stacks/contoso.',
  },
  'spec-folder-unreadable': {
    severity: 'error',
    message: 'The folder {folder} cannot be read.',
    remedy: 'Allow the user who runs this to read the folder, or run it as another user.',
  },
  'spec-folder-empty': {
    severity: 'error',
    message: 'The folder {folder} holds no YAML file of a spec.',
    remedy:
      'Write a file there whose name ends in .yaml, such as tenant.yaml, with tenant, domains, sites and devices. simulator.yaml, hidden files and folders inside it do not count.',
  },
  'file-missing': {
    severity: 'error',
    message: 'The file {file} does not exist.',
    remedy: 'Correct the path; it is relative to the file that names it.',
  },
  'file-unreadable': {
    severity: 'error',
    message: 'The file {file} cannot be read.',
    remedy: 'Allow the user who runs this to read the file, or run it as another user.',
  },
  'file-not-a-file': {
    severity: 'error',
    message: '{file} is no plain file.',
    remedy: 'Put a file with YAML text there, or take it away.',
  },
  'file-outside-repository': {
    severity: 'error',
    message: '{file} lies outside the repository, or is a link that leads out of it.',
    remedy:
      'Copy the file into the repository: a spec must mean the same on every machine and be reviewed as a whole.',
  },
  'file-too-large': {
    severity: 'error',
    message: 'The file {file} is larger than {megabytes} MB.',
    remedy: 'Split it, for instance into one file for each site; all files of the folder are read.',
  },
  'file-not-utf-8': {
    severity: 'error',
    message: 'The file {file} is not UTF-8 text.',
    remedy:
      'Save it as UTF-8 in your editor. Windows PowerShell writes UTF-16 unless told `-Encoding utf8`.',
  },
  'file-not-text': {
    severity: 'error',
    message: 'The file {file} holds a NUL byte, so it is no text.',
    remedy: 'Delete that byte, or take the file out of the folder.',
  },
  'file-empty': {
    severity: 'warning',
    message: 'The file {file} says nothing.',
    remedy: 'Write something into it, or delete it.',
  },
  'include-loop': {
    severity: 'error',
    message: 'The file {file} includes itself, by way of {way}.',
    remedy: 'Take this line away: what is included counts for every file anyway.',
  },
  'include-holds-more': {
    severity: 'error',
    message: 'The included file {file} holds `{key}`.',
    remedy:
      'Move it into a file of the folder itself. An included file is shared by tenants and holds profiles, defaults and includes only.',
  },
} as const satisfies Catalogue

/** YAML as such. */
export const yamlFindings = {
  'yaml-syntax': {
    severity: 'error',
    message: 'This is no YAML: {reason}.',
    remedy:
      'Look at this line and the one above: a colon without a space, a quote or bracket left open, or an indentation that fits no line above.',
  },
  'yaml-tab': {
    severity: 'error',
    message: 'The file {file} is indented with a tab here, which YAML does not allow.',
    remedy: 'Indent with spaces, two for each level.',
  },
  'yaml-key-twice': {
    severity: 'error',
    message: 'The key `{key}` stands twice in the same map.',
    remedy: 'Join the two, or delete one.',
  },
  'yaml-star-unquoted': {
    severity: 'error',
    message: 'To YAML, {text} without quotes is a reference to an anchor, and there is none.',
    remedy: 'Write the text in quotes: a text that begins with a star needs them.',
  },
  'yaml-text-unquoted': {
    severity: 'error',
    message: 'To YAML, {text} without quotes is no text.',
    remedy: 'Write the text in quotes: one that begins with a bracket, @, % or ` needs them.',
  },
  'yaml-tag-unknown': {
    severity: 'error',
    message: 'The YAML tag {tag} means nothing here.',
    remedy: 'Take it away, or write a text that begins with ! in quotes.',
  },
  'yaml-too-deep': {
    severity: 'error',
    message: 'The file {file} nests deeper than {levels} levels.',
    remedy: 'Write it flat: no part of a spec is that deep.',
  },
  'yaml-aliases-run-away': {
    severity: 'error',
    message: 'The aliases in {file} stand for more values than can be read.',
    remedy: 'Use a profile for what devices share, and fewer aliases.',
  },
  'yaml-key-forbidden': {
    severity: 'error',
    message: 'The key {key} is not allowed.',
    remedy: 'Choose another name.',
  },
  'document-not-a-map': {
    severity: 'error',
    message: 'A spec is a map of keys and values, and this is {value}.',
    remedy: 'Begin with a key such as `devices:`, and indent what belongs to it.',
  },
} as const satisfies Catalogue
