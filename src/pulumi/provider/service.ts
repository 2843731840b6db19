/**
 * The protocol: each method of a Pulumi provider, as the engine calls it. Here
 * messages become values and values messages; what is done stands elsewhere.
 */
import type { sendUnaryData, ServerUnaryCall, UntypedServiceImplementation } from '@grpc/grpc-js'
import plugin from '@pulumi/pulumi/proto/plugin_pb.js'
import proto from '@pulumi/pulumi/proto/provider_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { readProperties, writeProperties, writeRaw, type Properties } from '../codec/properties.js'
import { packageSchema } from '../schema.js'
import { check } from './check.js'
import { compare } from './compare.js'
import { changedSettings, checkConfig } from './configuring.js'
import { failureOf } from './failure.js'
import { call as callFunction } from './functions.js'
import { kindOfUrn } from './kind-of.js'
import { listing } from './list.js'
import { read } from './read.js'
import { settingsFrom } from './settings.js'
import type { ProviderState } from './state.js'
import { told, type Command } from './told.js'
import type { Written } from './write.js'

type Struct = Parameters<typeof readProperties>[0]

export function providerService(state: ProviderState): UntypedServiceImplementation {
  const { version, directory } = state.options

  /** Answers once all is told that was to be told before. `again`: what a person runs again if it fails. */
  const unary =
    <Request, Answer>(
      name: string,
      work: (request: Request) => Answer | Promise<Answer>,
      again: (request: Request) => Command = () => 'the same command',
    ) =>
    (incoming: ServerUnaryCall<Request, Answer>, reply: sendUnaryData<Answer>) => {
      const answer = async () => {
        try {
          return await work(incoming.request)
        } finally {
          await state.narrator().settled()
        }
      }
      const answered = answer().then(
        value => {
          reply(null, value)
        },
        (error: unknown) => {
          reply(failureOf(error, name, again(incoming.request)))
        },
      )
      state.track(answered)
    }

  return {
    handshake: unary('Handshake', (request: proto.ProviderHandshakeRequest) => {
      state.listen(request.getEngineAddress())
      const answer = new proto.ProviderHandshakeResponse()
      answer.setAcceptSecrets(true)
      answer.setAcceptResources(true)
      answer.setAcceptOutputs(true)
      return answer
    }),

    attach: unary('Attach', (request: plugin.PluginAttach) => {
      state.listen(request.getAddress())
      return new empty.Empty()
    }),

    getPluginInfo: unary('GetPluginInfo', () => {
      const answer = new plugin.PluginInfo()
      answer.setVersion(version)
      return answer
    }),

    getSchema: unary('GetSchema', () => {
      const answer = new proto.GetSchemaResponse()
      answer.setSchema(JSON.stringify(packageSchema(version)))
      return answer
    }),

    checkConfig: unary('CheckConfig', (request: proto.CheckRequest) => {
      const news = readProperties(request.getNews())
      const olds = readProperties(request.getOlds())
      return checkedAs(news.raw, checkConfig(olds, news, request.getName(), directory))
    }),

    diffConfig: unary('DiffConfig', (request: proto.DiffRequest) => {
      const changed = changedSettings(
        readProperties(request.getOldInputs() ?? request.getOlds()),
        readProperties(request.getNews()),
      )
      const answer = new proto.DiffResponse()
      const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges
      answer.setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
      answer.setDiffsList([...changed])
      return answer
    }),

    configure: unary('Configure', async (request: proto.ConfigureRequest) => {
      await state.configure(settingsFrom(readProperties(request.getArgs()), request.getName()))
      const answer = new proto.ConfigureResponse()
      answer.setAcceptsecrets(true)
      answer.setSupportspreview(true)
      answer.setAcceptresources(true)
      answer.setAcceptoutputs(true)
      return answer
    }),

    check: unary('Check', (request: proto.CheckRequest) => {
      const { inputs, failures } = check(
        kindOfUrn(request.getUrn()),
        readProperties(request.getNews()),
      )
      return checkedAs(inputs, failures)
    }),

    diff: unary('Diff', (request: proto.DiffRequest) => diffed(request)),

    create: unary(
      'Create',
      async (request: proto.CreateRequest) => {
        const { key, properties } = await state.configured().write({
          urn: request.getUrn(),
          kind: kindOfUrn(request.getUrn()),
          olds: undefined,
          news: readProperties(request.getProperties()),
          preview: request.getPreview(),
          seconds: request.getTimeout(),
        })
        const answer = new proto.CreateResponse()
        if (!request.getPreview()) answer.setId(key)
        answer.setProperties(writeProperties(properties))
        return answer
      },
      upAgain,
    ),

    update: unary(
      'Update',
      async (request: proto.UpdateRequest) => {
        const written: Written = await state.configured().write({
          urn: request.getUrn(),
          kind: kindOfUrn(request.getUrn()),
          olds: readProperties(request.getOlds()),
          news: readProperties(request.getNews()),
          preview: request.getPreview(),
          seconds: request.getTimeout(),
        })
        const answer = new proto.UpdateResponse()
        answer.setProperties(writeProperties(written.properties))
        return answer
      },
      upAgain,
    ),

    read: unary('Read', async (request: proto.ReadRequest) => {
      const found = await read(state.configured().session, {
        kind: kindOfUrn(request.getUrn()),
        id: request.getId(),
        olds: givenOf(request.getProperties()),
        oldInputs: givenOf(request.getInputs()),
      })
      const answer = new proto.ReadResponse()
      if (!found) return answer
      answer.setId(found.key)
      answer.setProperties(writeProperties(found.properties))
      answer.setInputs(writeRaw(found.inputs))
      return answer
    }),

    delete: unary('Delete', async (request: proto.DeleteRequest) => {
      await state.configured().remove({
        urn: request.getUrn(),
        kind: kindOfUrn(request.getUrn()),
        olds: readProperties(request.getProperties()),
        seconds: request.getTimeout(),
      })
      return new empty.Empty()
    }),

    invoke: unary('Invoke', async (request: proto.InvokeRequest) => {
      const args = readProperties(request.getArgs())
      const values = await callFunction(state.configured(), request.getTok(), args)
      const answer = new proto.InvokeResponse()
      answer.setReturn(writeRaw(values))
      return answer
    }),

    list: listing(state),

    // Comes at the end of every command too, so it is no fault and says nothing.
    cancel: unary('Cancel', () => {
      state.stop()
      return new empty.Empty()
    }),
  }
}

function upAgain(request: proto.CreateRequest | proto.UpdateRequest): Command {
  return request.getPreview() ? 'the same command' : '`pulumi up`'
}

function checkedAs(
  inputs: Properties['raw'],
  faults: readonly { readonly property: string; readonly why: Parameters<typeof told>[0] }[],
): proto.CheckResponse {
  const answer = new proto.CheckResponse()
  answer.setInputs(writeRaw(inputs))
  answer.setFailuresList(
    faults.map(({ property, why }) => {
      const failure = new proto.CheckFailure()
      failure.setProperty(property)
      failure.setReason(told(why))
      return failure
    }),
  )
  return answer
}

function diffed(request: proto.DiffRequest): proto.DiffResponse {
  const details = compare(kindOfUrn(request.getUrn()), {
    olds: readProperties(request.getOlds()),
    oldInputs: givenOf(request.getOldInputs()),
    news: readProperties(request.getNews()),
    ignored: request.getIgnorechangesList(),
  })
  const { ADD, UPDATE, DELETE } = proto.PropertyDiff.Kind
  const kinds = { add: ADD, update: UPDATE, delete: DELETE }
  const answer = new proto.DiffResponse()
  const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges
  answer.setChanges(details.length > 0 ? DIFF_SOME : DIFF_NONE)
  answer.setDiffsList([...new Set(details.map(({ property }) => property))])
  answer.setHasdetaileddiff(true)
  for (const { path, change, ofInputs } of details) {
    const one = new proto.PropertyDiff()
    one.setKind(kinds[change])
    one.setInputdiff(ofInputs)
    answer.getDetaileddiffMap().set(path, one)
  }
  return answer
}

/** For an import nothing is given but the id. */
function givenOf(message: Struct): Properties | undefined {
  const properties = readProperties(message)
  return Object.keys(properties.raw).length > 0 ? properties : undefined
}
