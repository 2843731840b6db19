/**
 * What a program registered, read from the state that it left, so that others
 * can register the same.
 *
 * @typedef {object} Shape
 * @property {readonly ShapeResource[]} resources
 * @property {Readonly<Record<string, unknown>>} outputs of the stack
 *
 * @typedef {object} ShapeResource
 * @property {string} urn
 * @property {string} type
 * @property {string} name
 * @property {string | null} parent its URN; null where that is the stack
 * @property {boolean} custom
 * @property {Readonly<Record<string, unknown>>} inputs
 * @property {Record<string, import('google-protobuf/google/protobuf/struct_pb.js').JavaScriptValue>} outputs
 * @property {boolean} retained
 *
 * @typedef {object} StateResource
 * @property {string} urn
 * @property {string} type
 * @property {boolean} custom
 * @property {string} [parent]
 * @property {Readonly<Record<string, unknown>>} [inputs]
 * @property {Record<string, import('google-protobuf/google/protobuf/struct_pb.js').JavaScriptValue>} [outputs]
 * @property {boolean} [retainOnDelete]
 */

/** As long as `devicemail`, so that names weigh the same. */
export const floorPackage = 'devicenone'

/**
 * @param {readonly StateResource[]} state
 * @returns {Shape}
 */
export function shapeOf(state) {
  const isStack = (/** @type {string} */ urn) => urn.includes('::pulumi:pulumi:Stack::')
  return {
    resources: state
      .filter(({ urn }) => !isStack(urn))
      .map(
        ({
          urn,
          type,
          custom,
          parent = '',
          inputs = {},
          outputs = {},
          retainOnDelete = false,
        }) => ({
          urn,
          type: type.replace('devicemail', floorPackage),
          name: urn.split('::').at(-1) ?? '',
          parent: parent === '' || isStack(parent) ? null : parent,
          custom,
          inputs,
          outputs,
          retained: retainOnDelete,
        }),
      ),
    outputs: state.find(({ urn }) => isStack(urn))?.outputs ?? {},
  }
}
