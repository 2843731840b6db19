/** `devicemail release`: lets a thing go; takes our mark off it and changes nothing else. */
import { lookToRelease } from '../../run/adopt/release.js'
import type { Context } from '../command.js'
import { onThing } from '../marking.js'

export function run(context: Context): Promise<number> {
  return onThing(context, 'release', lookToRelease)
}
