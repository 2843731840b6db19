import { describe, expect, it } from 'vitest'
import { createMark } from '../../src/resources/mark.js'
import { bareName, markedName, nameFaults } from '../../src/resources/marked-name.js'

const mark = createMark('contoso')

describe('a name that bears our mark', () => {
  it('is what people chose, and our mark behind it', () => {
    expect(markedName(mark, { application: 'payroll', name: 'Wages' })).toBe(
      'Wages [devicemail:contoso/payroll]',
    )
  })

  it('of another spec gives back what people chose', () => {
    expect(bareName('Wages [devicemail:fabrikam/payroll]')).toBe('Wages')
    expect(bareName('[devicemail:fabrikam/payroll] Wages')).toBe('Wages')
    expect(bareName('Wages')).toBe('Wages')
  })

  it.each([
    ['two words', 'Wages', ['application-name-unfit']],
    ['pay]roll', 'Wages', ['application-name-unfit']],
    ['payroll', ' ', ['shown-name-unfit']],
    ['payroll', 'Wages [devicemail:contoso/wages]', ['shown-name-unfit']],
    ['payroll', 'Wages', []],
  ])('of the application "%s", shown as "%s": %j', (application, name, codes) => {
    expect(nameFaults({ application, name }).map(({ code }) => code)).toEqual(codes)
  })
})
