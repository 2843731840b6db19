/** The REST driver, with a server on loopback before the simulated tenant. */
import { openRest, wayThrough } from '../../support/ways.js'
import { exchangeContract } from './exchange.js'

exchangeContract('REST', wayThrough(openRest))
