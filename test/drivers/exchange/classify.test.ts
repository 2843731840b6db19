/** What a failed cmdlet means: the table "Signs and classes", row by row, for reads and writes. */
import { describe, expect, test } from 'vitest'
import { faultOf, type Sign } from '../../../src/drivers/exchange/classify.js'
import { wireTextIn } from '../../../src/drivers/exchange/wire-error.js'

const kindOf = (sign: Partial<Sign>, cmdlet = 'Set-Mailbox') =>
  faultOf({ cmdlet, text: '', ...sign }).kind

const typed = (type: string, text = 'Text in some language.') => ({
  text: `Ex6F9304|${type}|${text}`,
})

describe('by type, whatever the language of the text', () => {
  test.each([
    ['Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException', 'not-found'],
    ['Microsoft.Exchange.Data.Directory.ProxyAddressExistsException', 'conflict'],
    ['Microsoft.Exchange.Management.NotAcceptedDomainException', 'rejected'],
    ['Microsoft.Exchange.AdminApi.CommandInvocation.AmbiguousParameterSetException', 'rejected'],
    ['Microsoft.Exchange.AdminApi.CommandInvocation.ParameterTransformationException', 'rejected'],
    ['Microsoft.Exchange.Data.InvalidOperationInDehydratedContextException', 'rejected'],
    ['Microsoft.Exchange.Data.Directory.ADTransientException', 'transient'],
    ['Microsoft.Exchange.Something.NobodyKnowsException', 'rejected'],
  ])('%s is %s', (type, kind) => {
    expect(kindOf(typed(type, 'Der Vorgang konnte nicht ausgeführt werden.'))).toBe(kind)
  })

  test('a binding fault has no Ex code, and is read all the same', () => {
    expect(wireTextIn('|Microsoft.Exchange.AdminApi.SomeException|Text | with a bar')).toEqual({
      code: '',
      type: 'Microsoft.Exchange.AdminApi.SomeException',
      text: 'Text | with a bar',
    })
  })

  test('a type that says not found is not found even in a text that speaks of transience', () => {
    expect(
      kindOf(typed('A.ManagementObjectNotFoundException', 'This issue may be transient.')),
    ).toBe('not-found')
  })

  test('a tenant that was never customised is told how to be', () => {
    const fault = faultOf({
      cmdlet: 'New-InboundConnector',
      ...typed('A.InvalidOperationInDehydratedContextException'),
    })
    expect(fault.finding?.remedy).toContain('Enable-OrganizationCustomization')
  })
})

describe('by status, where no type is known', () => {
  test.each([
    [400, 'rejected'],
    [401, 'denied'],
    [403, 'denied'],
    // A proxy or a wrong address says 404 as well: only the exception's own type means absent.
    [404, 'rejected'],
    [409, 'conflict'],
    [429, 'throttled'],
    [503, 'transient'],
  ])('%i is %s, for reads and writes', (status, kind) => {
    expect(kindOf({ status })).toBe(kind)
    expect(kindOf({ status }, 'Get-Mailbox')).toBe(kind)
  })

  test.each([408, 500, 502, 504])(
    '%i leaves a write unknown, and lets a read be asked again',
    status => {
      expect(kindOf({ status })).toBe('unknown-outcome')
      expect(kindOf({ status }, 'Get-Mailbox')).toBe('transient')
    },
  )

  test('a body of NUL bytes is judged by its 403', () => {
    expect(kindOf({ status: 403, text: '\0\0\0\0' })).toBe('denied')
  })
})

describe('by text, where there is nothing else', () => {
  test.each([
    [
      'You have reached the maximum number of concurrent requests per tenant. Please wait and try again',
      'throttled',
    ],
    ['This issue may be transient.', 'transient'],
    ["The term 'Set-Mailbox' is not recognized as a name of a cmdlet", 'denied'],
    ['A parameter is not present in the role definition of the current user.', 'denied'],
    ["The role assigned to application 00000002 isn't supported in this scenario.", 'denied'],
    ['AADSTS700016: Application was not found in the directory.', 'denied'],
    ['The address is already being used by the proxy addresses.', 'conflict'],
    ['Another object with the same value for property proxyAddresses already exists.', 'conflict'],
  ])('"%s" is %s', (text, kind) => {
    expect(kindOf({ text })).toBe(kind)
  })

  test('too many requests are told with any status', () => {
    const text = 'You have reached the maximum number of concurrent requests per tenant.'
    expect(kindOf({ text, status: 403 })).toBe('throttled')
    expect(kindOf({ text, status: 500 })).toBe('throttled')
  })

  test('what nobody can judge leaves a write unknown, and is never taken for absent', () => {
    expect(kindOf({ text: 'Something happened.' })).toBe('unknown-outcome')
    expect(kindOf({ text: 'Something happened.' }, 'Get-Mailbox')).toBe('transient')
  })
})

describe('in the words of the Get-EXO cmdlets', () => {
  const said = (status: number, body: string) =>
    `Error while querying REST service. HttpStatusCode=${status} ErrorMessage=${body}`

  test('the status and the inner text are found', () => {
    const body = JSON.stringify({
      error: {
        code: 'Unauthorized',
        message: 'User is not allowed to call Get-Mailbox',
      },
    })
    const fault = faultOf({ cmdlet: 'Get-EXOMailbox', text: said(401, body) })
    expect(fault).toMatchObject({ kind: 'denied', text: 'User is not allowed to call Get-Mailbox' })
  })

  test('details are more useful than the general words', () => {
    const body = JSON.stringify({
      error: {
        code: 'NotFound',
        message: 'Error executing cmdlet',
        details: [
          { code: 'Context', message: 'Ex6F9304|A.ManagementObjectNotFoundException|Gone.' },
        ],
        innererror: {
          message: 'x',
          type: 'Microsoft.Exchange.Admin.OData.Core.ODataServiceException',
        },
      },
    })
    const fault = faultOf({ cmdlet: 'Get-EXOMailbox', text: said(404, body) })
    expect(fault).toMatchObject({
      kind: 'not-found',
      type: 'A.ManagementObjectNotFoundException',
      text: 'Gone.',
    })
  })
})
