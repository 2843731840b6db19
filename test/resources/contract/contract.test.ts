/** The contract of every kind, on the simulated tenant. */
import { expect, it } from 'vitest'
import { everyKind } from '../../../src/resources/kinds.js'
import { straight } from '../../support/ways.js'
import { cases } from './cases.js'
import { resourceContract } from './contract.js'

it('every kind there is stands in the contract', () => {
  expect(cases.map(one => one.kind.name)).toEqual(everyKind.map(one => one.name))
})

resourceContract(straight)
