export { typeToken } from '../resources/type-token.js'
