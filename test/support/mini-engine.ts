/**
 * The least of an engine: it takes what a program registers, answers with what
 * was sent, and keeps the whole requests. So a test sees what mocks hide: who
 * depends on whom, what is protected, retained or imported, and what is told.
 */
import { Server, ServerCredentials } from '@grpc/grpc-js'
import { EngineService } from '@pulumi/pulumi/proto/engine_grpc_pb.js'
import engine from '@pulumi/pulumi/proto/engine_pb.js'
import provider from '@pulumi/pulumi/proto/provider_pb.js'
import { ResourceMonitorService } from '@pulumi/pulumi/proto/resource_grpc_pb.js'
import resource from '@pulumi/pulumi/proto/resource_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import struct, { type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb.js'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { execPath } from 'node:process'

export interface Registration {
  readonly type: string
  readonly name: string
  readonly urn: string
  readonly parent: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly provider: string
  readonly protect: boolean
  readonly retainOnDelete: boolean
  readonly importId: string
  /** By name; names of things of different types may be the same. */
  readonly dependencies: readonly string[]
  readonly dependencyUrns: readonly string[]
  /** Older names of the same thing. */
  readonly aliases: readonly string[]
}

export interface Told {
  readonly severity: 'debug' | 'info' | 'warning' | 'error'
  readonly message: string
  readonly urn: string
}

export interface ProgramRun {
  readonly code: number | null
  readonly registrations: readonly Registration[]
  /** By the name of the component or stack. */
  readonly outputs: Readonly<Record<string, unknown>>
  readonly told: readonly Told[]
  readonly invoked: readonly string[]
}

export interface ProgramOptions {
  readonly folder: string
  /** Relative to the folder. */
  readonly program: string
  readonly stack: string
  readonly config?: Readonly<Record<string, string>>
  /** What the provider would answer to an invoke. */
  readonly answer?: Readonly<Record<string, JavaScriptValue>>
}

const severities = ['debug', 'info', 'warning', 'error'] as const
const runner = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run')

export async function runProgram(options: ProgramOptions): Promise<ProgramRun> {
  const registrations: Registration[] = []
  const outputs: Record<string, unknown> = {}
  const told: Told[] = []
  const invoked: string[] = []
  const server = new Server()
  server.addService(ResourceMonitorService, {
    supportsFeature: answering(() => new resource.SupportsFeatureResponse().setHassupport(true)),
    registerPackage: answering(() => new resource.RegisterPackageResponse()),
    registerResource: answering((request: resource.RegisterResourceRequest) => {
      const one = registrationOf(request, options.stack)
      registrations.push(one)
      return new resource.RegisterResourceResponse()
        .setUrn(one.urn)
        .setId(request.getCustom() ? one.name : '')
        .setObject(request.getObject())
    }),
    registerResourceOutputs: answering((request: resource.RegisterResourceOutputsRequest) => {
      outputs[lastOf(request.getUrn())] = request.getOutputs()?.toJavaScript() ?? {}
      return new empty.Empty()
    }),
    invoke: answering((request: resource.ResourceInvokeRequest) => {
      invoked.push(request.getTok())
      const answer = struct.Struct.fromJavaScript({ ...options.answer })
      return new provider.InvokeResponse().setReturn(answer)
    }),
    signalAndWaitForShutdown: answering(() => new empty.Empty()),
  })
  server.addService(EngineService, {
    log: answering((request: engine.LogRequest) => {
      const severity = severities[request.getSeverity()]
      told.push({ severity, message: request.getMessage(), urn: request.getUrn() })
      return new empty.Empty()
    }),
    getRootResource: answering(() => new engine.GetRootResourceResponse()),
    setRootResource: answering(() => new engine.SetRootResourceResponse()),
  })
  const port = await listening(server)
  try {
    const code = await started(options, `127.0.0.1:${String(port)}`)
    return { code, registrations, outputs, told, invoked }
  } finally {
    server.forceShutdown()
  }
}

async function started(options: ProgramOptions, address: string): Promise<number | null> {
  const { folder, stack, program, config = {} } = options
  const flags = [
    `--monitor=${address}`,
    `--engine=${address}`,
    '--project=devicemail',
    `--stack=${stack}`,
    `--root-directory=${folder}`,
    '--parallel=16',
  ]
  const child = spawn(execPath, [runner, ...flags, join(folder, program)], {
    cwd: folder,
    stdio: 'ignore',
    env: {
      ...process.env,
      PULUMI_CONFIG: JSON.stringify(config),
      PULUMI_CONFIG_SECRET_KEYS: '[]',
      PULUMI_NODEJS_TYPESCRIPT: 'false',
    },
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

function registrationOf(request: resource.RegisterResourceRequest, stack: string): Registration {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()]
  return {
    type,
    name,
    parent: lastOf(parent),
    urn: `urn:pulumi:${stack}::devicemail::${type}::${name}`,
    inputs: request.getObject()?.toJavaScript() ?? {},
    provider: request.getProvider(),
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    importId: request.getImportid(),
    dependencies: request.getDependenciesList().map(lastOf),
    dependencyUrns: request.getDependenciesList(),
    aliases: request.getAliasesList().map(one => one.getSpec()?.getName() ?? one.getUrn()),
  }
}

/** The name at the end of a URN; a provider is named by its URN and, behind that, its id. */
function lastOf(urn: string): string {
  return urn.split('::').at(-1) ?? ''
}

type Done = (error: null, answer: unknown) => void

function answering<Request>(answer: (request: Request) => unknown) {
  return ({ request }: { readonly request: Request }, done: Done) => {
    done(null, answer(request))
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error)
      else resolve(port)
    })
  })
}
