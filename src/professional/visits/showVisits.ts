/** Knows the home of the professionals: their own official visits. */
import type { ProfessionalWork } from '../work.ts'

export function showVisits({ response }: ProfessionalWork): void {
  response.render('professional/visits')
}
