/** Knows whom to tell about a weakness of the service: `/.well-known/security.txt` (RFC 9116). */
import { Router } from 'express'

/** When what the file says must have been looked at again; a test fails thirty days before. */
export const securityTxtExpires = '2027-10-31T00:00:00Z'

export function securityTxt({ publicUrl }: { publicUrl: string }): Router {
  const address = '/.well-known/security.txt'
  const lines = [
    'Contact: mailto:security@example.org',
    'Contact: tel:+44-1632-960100',
    `Expires: ${securityTxtExpires}`,
    'Preferred-Languages: en, cy',
    `Canonical: ${publicUrl}${address}`,
  ]
  const router = Router()
  router.get(address, (_request, response) => {
    response.setHeader('Cache-Control', 'max-age=86400')
    response.type('text/plain').send(`${lines.join('\n')}\n`)
  })
  return router
}
