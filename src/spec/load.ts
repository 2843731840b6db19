/**
 * From the files of a folder to the spec in normal form, with everything that is
 * wrong with it.
 *
 * Text is read, held against the schema, joined over all files and brought into
 * normal form. Each step goes on with what is sound, so that one run tells all
 * the faults; but there is a spec only where there is no error.
 */
import { hasError, type Finding } from '../findings.js'
import { gather, type GatheredDocument } from './gather.js'
import { normalize } from './normalize.js'
import { plainData } from './plain-data.js'
import { shapeOf } from './shape.js'
import type { Spec } from './spec.js'
import type { SpecFolder } from './spec-folder.js'
import { createSuggest, type Suggest } from './suggest.js'
import { createNotebook, type Notebook } from './tell.js'

export interface Loaded {
  /** Missing where there is an error among the findings. */
  readonly spec?: Spec
  /** Where the one error is that it names no device: enough to reach its tenant. */
  readonly withoutDevices?: Spec
  readonly findings: readonly Finding[]
}

/** The spec in a folder, such as `openSpecFolder` gives. */
export function load(folder: SpecFolder): Loaded {
  const notebook = createNotebook()
  const suggest = createSuggest()
  const { documents, complete } = gather(folder, notebook, suggest)
  return finish(folder.name, documents, complete, notebook, suggest)
}

/** A spec that a program made: the same as one YAML document, without places. */
export function specFrom(data: unknown, name = 'spec'): Loaded {
  const notebook = createNotebook()
  const suggest = createSuggest()
  const plain = plainData(data)
  if ('why' in plain) {
    notebook.add([plain.why])
    return Object.freeze({ findings: notebook.findings() })
  }
  const shaped = shapeOf({ value: plain.value }, notebook.tell, suggest)
  return finish(name, [{ ...shaped, included: false }], true, notebook, suggest)
}

function finish(
  name: string,
  documents: readonly GatheredDocument[],
  complete: boolean,
  notebook: Notebook,
  suggest: Suggest,
): Loaded {
  const spec = normalize({ name, documents, complete, tell: notebook.tell, suggest })
  const findings = notebook.findings()
  if (!spec) return Object.freeze({ findings })
  if (!hasError(findings)) return Object.freeze({ spec, findings })
  const others = findings.filter(one => one.code !== 'spec-without-devices')
  return Object.freeze(hasError(others) ? { findings } : { withoutDevices: spec, findings })
}
