/**
 * The floor of bench/pulumi.mjs: a provider with the same server and the same
 * messages that does nothing. It takes what it is told for what there is, and
 * answers with the outputs that ours had, so that as much is kept of each.
 */
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import plugin from '@pulumi/pulumi/proto/plugin_pb.js'
import proto from '@pulumi/pulumi/proto/provider_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import struct from 'google-protobuf/google/protobuf/struct_pb.js'

/** @type {unknown} */
const data = JSON.parse(readFileSync(new URL('../shape.json', import.meta.url), 'utf8'))
const shape = /** @type {import('./shape.mjs').Shape} */ (data)
const outputs = new Map(shape.resources.map(({ name, outputs }) => [name, outputs]))

/**
 * @template Request, Answer
 * @param {(request: Request) => Answer} answer
 */
const unary =
  answer =>
  /**
   * @param {{ request: Request }} call
   * @param {(error: null, value: Answer) => void} reply
   */
  (call, reply) => {
    reply(null, answer(call.request))
  }

const none = proto.DiffResponse.DiffChanges.DIFF_NONE
const nothing = unary(() => new empty.Empty())

/** @param {proto.CheckRequest} request */
const checked = request => new proto.CheckResponse().setInputs(request.getNews())

const server = new Server()
server.addService(ResourceProviderService, {
  handshake: unary(() =>
    new proto.ProviderHandshakeResponse()
      .setAcceptSecrets(true)
      .setAcceptResources(true)
      .setAcceptOutputs(true),
  ),
  attach: nothing,
  getPluginInfo: unary(() => new plugin.PluginInfo().setVersion('1.0.0')),
  checkConfig: unary(checked),
  diffConfig: unary(() => new proto.DiffResponse().setChanges(none)),
  configure: unary(() =>
    new proto.ConfigureResponse()
      .setAcceptsecrets(true)
      .setSupportspreview(true)
      .setAcceptresources(true)
      .setAcceptoutputs(true),
  ),
  check: unary(checked),
  diff: unary(() => new proto.DiffResponse().setChanges(none).setHasdetaileddiff(true)),
  create: unary((/** @type {proto.CreateRequest} */ request) => {
    const [, , , name = ''] = request.getUrn().split('::')
    const properties = struct.Struct.fromJavaScript(outputs.get(name) ?? {})
    const answer = new proto.CreateResponse().setProperties(properties)
    // The name without the stack's, as ours.
    return request.getPreview() ? answer : answer.setId(name.slice(name.indexOf('/') + 1))
  }),
  read: unary((/** @type {proto.ReadRequest} */ request) =>
    new proto.ReadResponse()
      .setId(request.getId())
      .setProperties(request.getProperties())
      .setInputs(request.getInputs()),
  ),
  update: unary((/** @type {proto.UpdateRequest} */ request) =>
    new proto.UpdateResponse().setProperties(request.getNews()),
  ),
  delete: nothing,
  cancel: nothing,
})
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error
  process.stdout.write(`${port}\n`)
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0))
