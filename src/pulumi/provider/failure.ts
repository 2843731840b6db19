/**
 * How a call that failed is told to the engine: a status code that says what is
 * known of the outcome, and for what exists but is not as it must be, the thing
 * itself, so that it stays in the state.
 */
import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import protoProvider from '@pulumi/pulumi/proto/provider_pb.js'
import protoStatus from '@pulumi/pulumi/proto/status_pb.js'
import any from 'google-protobuf/google/protobuf/any_pb.js'
import { Fault } from '../../drivers/fault.js'
import { Bug } from '../../findings.js'
import { writeProperties, writeRaw, type Marked } from '../codec/properties.js'
import { InitialisedWithError, Refusal, refusalOf } from './refusal.js'
import { told, type Command } from './told.js'

/** `operation` names the call, for what comes unawaited; `command` is what the person will run again. */
export function failureOf(error: unknown, operation: string, command: Command): ServiceError {
  if (error instanceof InitialisedWithError) return initialisedWithError(error)
  if (error instanceof Refusal)
    return serviceError(error.code, error.findings.map(one => told(one, command)).join('\n'))
  if (error instanceof Fault) return failureOf(refusalOf(error, operation), operation, command)
  const text = error instanceof Error ? error.message : String(error)
  const bug = error instanceof Bug ? error : new Bug(`${operation} failed: ${text}.`)
  return serviceError(status.INTERNAL, bug.message)
}

function serviceError(code: status, details: string, metadata = new Metadata()): ServiceError {
  return Object.assign(new Error(details), { code, details, metadata })
}

function initialisedWithError({
  id,
  properties,
  inputs,
  reasons,
  message,
}: InitialisedWithError): ServiceError {
  const failed = new protoProvider.ErrorResourceInitFailed()
  failed.setId(id)
  failed.setProperties(writeProperties(properties))
  failed.setReasonsList([...reasons])
  if (inputs) failed.setInputs(structOf(inputs))
  const detail = new any.Any()
  detail.pack(failed.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed')
  const whole = new protoStatus.Status()
  whole.setCode(status.UNKNOWN)
  whole.setMessage(message)
  whole.setDetailsList([detail])
  const metadata = new Metadata()
  metadata.add('grpc-status-details-bin', Buffer.from(whole.serializeBinary()))
  return serviceError(status.UNKNOWN, message, metadata)
}

/** Inputs keep their spelling and their marks, where they came with them. */
function structOf(inputs: Marked): ReturnType<typeof writeProperties> {
  return 'raw' in inputs
    ? writeRaw(inputs.raw as Parameters<typeof writeRaw>[0])
    : writeProperties(inputs)
}
