/**
 * Makes resources without a trace of where in the program they were made.
 *
 * Pulumi's SDK writes that place into the state, frame by frame, for each
 * resource. Of a graph that is made of YAML it tells nothing: all are made at
 * the same line of ours. What it tells is a path of this machine, since it takes
 * the address of an ES module for a file, so the state would differ from machine
 * to machine and be half as large again.
 */
const name = 'prepareStackTrace'

export function unplaced<Result>(make: () => Result): Result {
  const before = Object.getOwnPropertyDescriptor(Error, name)
  // The SDK reads the place from the text of a stack. An error that is thrown meanwhile is put into words later.
  Object.defineProperty(Error, name, { value: () => '', configurable: true, writable: true })
  try {
    return make()
  } finally {
    if (before) Object.defineProperty(Error, name, before)
    else Reflect.deleteProperty(Error, name)
  }
}
