/**
 * A provider as an engine asks it: the protocol's own client, with values in and
 * values out. What fails is thrown as a `ProviderFailure`, with the thing itself
 * where it exists but is not as it must be.
 */
import { credentials, type ServiceError } from '@grpc/grpc-js'
import plugin from '@pulumi/pulumi/proto/plugin_pb.js'
import providerService from '@pulumi/pulumi/proto/provider_grpc_pb.js'
import proto from '@pulumi/pulumi/proto/provider_pb.js'
import statuses from '@pulumi/pulumi/proto/status_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { writeRaw } from '../../src/pulumi/codec/properties.js'
import type { Raw } from '../../src/pulumi/codec/markers.js'

export type Values = Readonly<Record<string, Raw>>

export interface ProviderClient {
  readonly handshake: (address: string) => Promise<proto.ProviderHandshakeResponse.AsObject>
  readonly attach: (address: string) => Promise<unknown>
  readonly version: () => Promise<string>
  readonly schema: () => Promise<unknown>
  readonly checkConfig: (news: Values, olds?: Values) => Promise<CheckAnswer>
  readonly diffConfig: (olds: Values, news: Values) => Promise<readonly string[]>
  readonly configure: (args: Values) => Promise<unknown>
  readonly check: (type: string, news: Values) => Promise<CheckAnswer>
  readonly diff: (type: string, states: States, ignored?: readonly string[]) => Promise<DiffAnswer>
  /** `seconds` are those of customTimeouts; 0 are none. */
  readonly create: (
    type: string,
    inputs: Values,
    preview?: boolean,
    seconds?: number,
  ) => Promise<Thing>
  readonly update: (
    type: string,
    states: States,
    preview?: boolean,
    seconds?: number,
  ) => Promise<Values>
  readonly read: (type: string, id: string, state?: State) => Promise<Thing>
  readonly remove: (
    type: string,
    thing: Pick<Thing, 'id' | 'properties'>,
    seconds?: number,
  ) => Promise<unknown>
  readonly invoke: (token: string, args?: Values) => Promise<Values>
  readonly list: (type: string) => Promise<readonly string[]>
  readonly cancel: () => Promise<unknown>
  readonly close: () => void
}

export interface CheckAnswer {
  readonly inputs: Values
  /** `property: reason`. */
  readonly failures: readonly string[]
}

export interface State {
  readonly properties: Values
  readonly inputs: Values
}

export interface States {
  readonly olds: Values
  readonly oldInputs?: Values
  readonly news: Values
}

export interface DiffAnswer {
  readonly changes: 'none' | 'some' | 'unknown'
  readonly diffs: readonly string[]
  readonly replaces: readonly string[]
  /** `egressIps[0]: update (inputs)`. */
  readonly detailed: readonly string[]
}

export interface Thing {
  readonly id: string
  readonly properties: Values
  readonly inputs: Values
}

class ProviderFailure extends Error {
  readonly code: number
  /** Of what was initialised with an error. */
  readonly thing: (Thing & { readonly reasons: readonly string[] }) | undefined

  constructor(error: ServiceError) {
    super(error.details)
    this.code = error.code
    this.thing = thingIn(error)
  }
}

export const configuration = { spec: 'contoso', organization: 'contoso.onmicrosoft.com' }

export function connectTo(port: number): ProviderClient {
  const client = new providerService.ResourceProviderClient(
    `127.0.0.1:${String(port)}`,
    credentials.createInsecure(),
  )
  type Reply<Answer> = (error: ServiceError | null, answer: Answer) => void
  const asked = <Answer>(ask: (reply: Reply<Answer>) => unknown): Promise<Answer> =>
    new Promise((resolve, reject) => {
      ask((error, answer) => {
        if (error) reject(new ProviderFailure(error))
        else resolve(answer)
      })
    })
  return {
    async handshake(address) {
      const request = new proto.ProviderHandshakeRequest()
      request.setEngineAddress(address)
      const answer = await asked<proto.ProviderHandshakeResponse>(reply =>
        client.handshake(request, reply),
      )
      return answer.toObject()
    },
    attach(address) {
      const request = new plugin.PluginAttach()
      request.setAddress(address)
      return asked<empty.Empty>(reply => client.attach(request, reply))
    },
    async version() {
      const answer = await asked<plugin.PluginInfo>(reply =>
        client.getPluginInfo(new empty.Empty(), reply),
      )
      return answer.getVersion()
    },
    async schema() {
      const answer = await asked<proto.GetSchemaResponse>(reply =>
        client.getSchema(new proto.GetSchemaRequest(), reply),
      )
      return JSON.parse(answer.getSchema()) as unknown
    },
    async checkConfig(news, olds = {}) {
      const request = new proto.CheckRequest()
      request.setUrn('urn:pulumi:dev::test::pulumi:providers:devicemail::contoso')
      request.setNews(writeRaw(news))
      request.setOlds(writeRaw(olds))
      return checkAnswer(await asked(reply => client.checkConfig(request, reply)))
    },
    async diffConfig(olds, news) {
      const request = new proto.DiffRequest()
      request.setOlds(writeRaw(olds))
      request.setNews(writeRaw(news))
      const answer = await asked<proto.DiffResponse>(reply => client.diffConfig(request, reply))
      return [...answer.getDiffsList(), ...answer.getReplacesList().map(one => `replace ${one}`)]
    },
    configure(args) {
      const request = new proto.ConfigureRequest()
      request.setArgs(writeRaw(args))
      return asked<proto.ConfigureResponse>(reply => client.configure(request, reply))
    },
    async check(type, news) {
      const request = new proto.CheckRequest()
      request.setUrn(urnOf(type))
      request.setNews(writeRaw(news))
      return checkAnswer(await asked(reply => client.check(request, reply)))
    },
    async diff(type, { olds, oldInputs, news }, ignored = []) {
      const request = new proto.DiffRequest()
      request.setUrn(urnOf(type))
      request.setOlds(writeRaw(olds))
      if (oldInputs) request.setOldInputs(writeRaw(oldInputs))
      request.setNews(writeRaw(news))
      request.setIgnorechangesList([...ignored])
      return diffAnswer(await asked(reply => client.diff(request, reply)))
    },
    async create(type, inputs, preview = false, seconds = 0) {
      const request = new proto.CreateRequest()
      request.setUrn(urnOf(type))
      request.setProperties(writeRaw(inputs))
      request.setPreview(preview)
      request.setTimeout(seconds)
      const answer = await asked<proto.CreateResponse>(reply => client.create(request, reply))
      return { id: answer.getId(), properties: valuesOf(answer.getProperties()), inputs }
    },
    async update(type, { olds, oldInputs, news }, preview = false, seconds = 0) {
      const request = new proto.UpdateRequest()
      request.setUrn(urnOf(type))
      request.setOlds(writeRaw(olds))
      if (oldInputs) request.setOldInputs(writeRaw(oldInputs))
      request.setNews(writeRaw(news))
      request.setPreview(preview)
      request.setTimeout(seconds)
      const answer = await asked<proto.UpdateResponse>(reply => client.update(request, reply))
      return valuesOf(answer.getProperties())
    },
    async read(type, id, state) {
      const request = new proto.ReadRequest()
      request.setUrn(urnOf(type))
      request.setId(id)
      if (state) {
        request.setProperties(writeRaw(state.properties))
        request.setInputs(writeRaw(state.inputs))
      }
      const answer = await asked<proto.ReadResponse>(reply => client.read(request, reply))
      return {
        id: answer.getId(),
        properties: valuesOf(answer.getProperties()),
        inputs: valuesOf(answer.getInputs()),
      }
    },
    remove(type, { id, properties }, seconds = 0) {
      const request = new proto.DeleteRequest()
      request.setUrn(urnOf(type))
      request.setId(id)
      request.setProperties(writeRaw(properties))
      request.setTimeout(seconds)
      return asked<empty.Empty>(reply => client.delete(request, reply))
    },
    async invoke(token, args = {}) {
      const request = new proto.InvokeRequest()
      request.setTok(token)
      request.setArgs(writeRaw(args))
      const answer = await asked<proto.InvokeResponse>(reply => client.invoke(request, reply))
      return valuesOf(answer.getReturn())
    },
    async list(type) {
      const request = new proto.ListRequest()
      request.setToken(`devicemail:index:${type}`)
      const ids: string[] = []
      for await (const message of client.list(request)) {
        const { result } = (message as proto.ListResponse).toObject()
        if (result) ids.push(result.id)
      }
      return ids
    },
    cancel: () => asked<empty.Empty>(reply => client.cancel(new empty.Empty(), reply)),
    close: () => {
      client.close()
    },
  }
}

/** A type alone names the resource; behind a colon stands its name. */
function urnOf(type: string): string {
  const [kind = '', name = 'one'] = type.split(':')
  return `urn:pulumi:dev::test::devicemail:index:Tenant$devicemail:index:${kind}::${name}`
}

function valuesOf(
  struct: Parameters<typeof proto.CreateResponse.prototype.setProperties>[0],
): Values {
  return struct?.toJavaScript() ?? {}
}

function checkAnswer(answer: proto.CheckResponse): CheckAnswer {
  return {
    inputs: valuesOf(answer.getInputs()),
    failures: answer.getFailuresList().map(one => `${one.getProperty()}: ${one.getReason()}`),
  }
}

function diffAnswer(answer: proto.DiffResponse): DiffAnswer {
  const words = ['add', 'add replace', 'delete', 'delete replace', 'update', 'update replace']
  return {
    changes: (['unknown', 'none', 'some'] as const)[answer.getChanges()],
    diffs: answer.getDiffsList(),
    replaces: answer.getReplacesList(),
    detailed: answer
      .getDetaileddiffMap()
      .toArray()
      .map(([path]) => {
        const one = answer.getDetaileddiffMap().get(path)
        const change = words[one?.getKind() ?? 0] ?? ''
        return `${path}: ${change}${one?.getInputdiff() === true ? ' (inputs)' : ''}`
      }),
  }
}

function thingIn({ metadata }: ServiceError): ProviderFailure['thing'] {
  const [bytes] = metadata.get('grpc-status-details-bin')
  if (!(bytes instanceof Uint8Array)) return undefined
  const [detail] = statuses.Status.deserializeBinary(bytes).getDetailsList()
  if (!detail) return undefined
  const failed = proto.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8())
  return {
    id: failed.getId(),
    properties: valuesOf(failed.getProperties()),
    inputs: valuesOf(failed.getInputs()),
    reasons: failed.getReasonsList(),
  }
}
