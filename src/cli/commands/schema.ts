/** `devicemail schema`: the JSON Schema of specs, for editors. */
import { jsonSchema } from '../../spec/schema.js'
import type { Context } from '../command.js'
import { exitCode } from '../exit-code.js'

export function run({ io }: Context): Promise<number> {
  io.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`)
  return Promise.resolve(exitCode.done)
}
