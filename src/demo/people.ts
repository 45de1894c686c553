/** A person of the demo. All of them are invented. */
export type DemoPerson = {
  /** The label of the button, and the subject of the tokens. */
  id: string
  name: string
  email: string
  /** Values of the role claim. */
  roles: readonly string[]
  /** Prison codes. */
  prisons: readonly string[]
}

const home = ['LEI', 'CFI']

/** Everyone who can sign in to the demo, in the order of the page. */
export const demoPeople: readonly DemoPerson[] = [
  person('clerk', 'Clara Clerk', ['ROLE_VISITS_CLERK'], home),
  person('clerk-two', 'Conrad Clerk', ['ROLE_VISITS_CLERK'], home),
  person('manager', 'Mina Manager', ['ROLE_VISITS_MANAGER'], home),
  person('agent', 'Aled Agent', ['ROLE_VISITS_AGENT']),
  person('analyst', 'Anna Analyst', ['ROLE_VISITS_ANALYST']),
  person('administrator', 'Ada Administrator', ['ROLE_VISITS_ADMINISTRATOR']),
  person('solicitor', 'Sunil Solicitor'),
  person('solicitor-two', 'Siân Solicitor'),
  person('nobody', 'Noel Nobody'),
  person('clerk-elsewhere', 'Esme Elsewhere', ['ROLE_VISITS_CLERK'], ['WWI']),
]

function person(id: string, name: string, roles: string[] = [], prisons: string[] = []): DemoPerson {
  return { id, name, email: `${id}@example.org`, roles, prisons }
}
