/** The simulated tenant, asked directly. */
import { straight } from '../../support/ways.js'
import { exchangeContract } from './exchange.js'

exchangeContract('the simulator', straight)
