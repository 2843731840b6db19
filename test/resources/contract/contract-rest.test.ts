/** The contract of every kind, through REST. */
import { openRest, wayThrough } from '../../support/ways.js'
import { resourceContract } from './contract.js'

resourceContract(wayThrough(openRest))
