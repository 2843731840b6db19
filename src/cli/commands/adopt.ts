/** `devicemail adopt`: takes over a thing that is there already; changes its mark and nothing else. */
import { lookToAdopt } from '../../run/adopt/adoption.js'
import type { Context } from '../command.js'
import { onThing } from '../marking.js'

export function run(context: Context): Promise<number> {
  return onThing(context, 'adopt', lookToAdopt)
}
