/** List: everything of a kind that bears the mark of the spec, by its id. */
import type { ServerWritableStream } from '@grpc/grpc-js'
import proto from '@pulumi/pulumi/proto/provider_pb.js'
import { failureOf } from './failure.js'
import { kindOf } from './kind-of.js'
import type { ProviderState } from './state.js'

type Stream = ServerWritableStream<proto.ListRequest, proto.ListResponse>

export function listing(state: ProviderState) {
  return (stream: Stream): void => {
    const answered = answer(state, stream).then(
      () => {
        stream.end()
      },
      (error: unknown) => {
        stream.destroy(failureOf(error, 'List', 'the same command'))
      },
    )
    state.track(answered)
  }
}

async function answer(state: ProviderState, stream: Stream): Promise<void> {
  const { session } = state.configured()
  const kind = kindOf(stream.request.getToken())
  const marked = await session.lane(() => kind.find(session.drivers()))
  const { mark } = session.drivers()
  const ours = marked.filter(({ spec }) => spec === mark.spec)
  const limit = stream.request.getLimit()
  for (const { key, title } of limit > 0 ? ours.slice(0, limit) : ours) {
    const result = new proto.ListResponse.Result()
    result.setId(key)
    result.setName(title)
    const message = new proto.ListResponse()
    message.setResult(result)
    stream.write(message)
  }
}
